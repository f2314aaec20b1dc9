import { randomInt } from 'node:crypto';
import { NEWEST_ENTRIES } from '../../support/entry-page.ts';
import { openPool } from '../../../src/database/open-pool.ts';
import { type LedgerHistory, ledgerHistory } from '../../../src/ledger/ledger-history.ts';
import { type ChargingSettings, type Contender } from '../ledger/charging.ts';
import { darkroom } from '../ledger/darkroom.ts';
import { quantile } from '../measuring/statistics.ts';
import { answerCalls, settings } from '../processes/answer-calls.ts';
import { DAY_MS, type LongProject } from './build-history.ts';
import type { Question, QuestionCalls, QuestionSettings } from './questions.ts';

interface Asker {
  readonly project: LongProject;
  readonly history: LedgerHistory;
  readonly charger: Contender;
}

const own = await settings<QuestionSettings>();
const [long, short] = [asker(own.long), asker(own.short)];

answerCalls<QuestionCalls>({
  async ask({ question, times }) {
    const longMs: number[] = [];
    const shortMs: number[] = [];
    for (let number = 0; number < times; number += 1) {
      longMs.push(await timed(question, long));
      shortMs.push(await timed(question, short));
    }
    return { longP50Ms: quantile(longMs, 0.5), shortP50Ms: quantile(shortMs, 0.5) };
  },
});

function asker(project: LongProject): Asker {
  const { url, workspaceId, projectId } = project;
  const pool = openPool({ connectionString: url, max: 2 });
  const charging: ChargingSettings = { url, workspaceId, hot: projectId, spread: [], contender: 'darkroom with jobs' };
  return { project, history: ledgerHistory(pool), charger: darkroom(charging, { hasJobs: true }) };
}

async function timed(question: Question, of: Asker): Promise<number> {
  const begunAt = performance.now();
  const found = await answer(question, of);
  const ms = performance.now() - begunAt;
  if (found === 0) throw new Error(`${question}: nothing was found`);
  return ms;
}

/** How much was found. */
async function answer(question: Question, { project, history, charger }: Asker): Promise<number> {
  const { projectId, lines, from, to } = project;
  const all = { ...NEWEST_ENTRIES, projectId, limit: 50 };
  const some = (earliest: number, latest: number) => earliest + randomInt(Math.max(1, Math.floor(latest - earliest)));
  switch (question) {
    case 'a page of 50 transactions, anywhere':
      return (await history.entryPage({ ...all, after: some(52, lines) })).length;
    case 'a page of 50 refunds, the newest':
      return (await history.entryPage({ ...all, kinds: ['REFUND'] })).length;
    case 'a page of 50 Backgrounds of some week': {
      const week = some(from, to - 7 * DAY_MS);
      return (await history.entryPage({ ...all, actionKinds: ['BACKGROUND'], from: week, to: week + 7 * DAY_MS }))
        .length;
    }
    case 'usage of 30 days by day':
      return (await history.usageOf(projectId, { from: to - 30 * DAY_MS, to, interval: 'DAY', timeZone: 'UTC' }))
        .actions;
    case 'balanceAt some instant':
      return 1 + ((await history.balancesAt(projectId, [some(from, to)]))[0] ?? 0);
    case 'a charge':
      await charger.charge(projectId);
      return 1;
  }
}

import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { openClient } from '../../../src/database/open-client.ts';
import type { ProjectId } from '../../../src/ids.ts';
import { openLedgerChecker } from '../../../src/open-ledger-checker.ts';
import { buildProjects } from '../history/build-history.ts';
import { newId } from '../ledger/charging.ts';
import { shown } from '../report/numbers.ts';
import type { Bar, Table } from '../report/results.ts';
import type { Bench } from '../section.ts';

const LINES_PER_PROJECT = 1_000;
const SAMPLE_MS = 250;

/** Checks a ledger of many projects. Their lines are interleaved on disk, because the projects wrote them in turns. */
export async function checkSection({ cluster, scale, say }: Bench): Promise<{ bars: Bar[]; tables: Table[] }> {
  const { longHistory: lines } = scale;
  say(`  building ${lines} lines of many projects`);
  const projectIds = Array.from({ length: lines / LINES_PER_PROJECT }, () => newId<ProjectId>());
  const { url } = await buildProjects(cluster, 'check', { projectIds, lines: LINES_PER_PROJECT });
  await cluster.checkpoint();
  say('  checking');
  const begunAt = performance.now();
  const checking = openLedgerChecker(url, Date.now).check({ workspaceId: null, projectId: null }, 0);
  const peakBytes = await peakOfSessions(url, checking);
  const seconds = (performance.now() - begunAt) / 1_000;
  const { problems, transactions } = await checking;
  if (problems.length > 0 || transactions !== lines) throw new Error(`the check found ${JSON.stringify(problems[0])}`);
  await cluster.drop('check');
  const what = `a check of ${lines.toLocaleString('en-US')} transactions of ${projectIds.length.toLocaleString('en-US')} projects`;
  const megabytes = peakBytes / 1_000_000;
  return {
    bars: [
      { what, measured: seconds, limit: { atMost: 30 }, unit: ' s' },
      { what: `${what}: memory of its database sessions`, measured: megabytes, limit: { atMost: 512 }, unit: ' MB' },
    ],
    tables: [
      {
        caption: 'The check of a whole ledger, two database sessions in one snapshot:',
        columns: ['transactions', 'projects', 'seconds', 'transactions/s', 'MB of the sessions at their peak'],
        rows: [[lines, projectIds.length, seconds, lines / seconds, megabytes].map(shown)],
      },
    ],
  };
}

/** The peak private memory of all sessions of a check together. Linux only; NaN elsewhere. */
async function peakOfSessions(url: string, checking: Promise<unknown>): Promise<number> {
  if (process.platform !== 'linux') return Number.NaN;
  const client = await openClient(url);
  let peak = 0;
  const ended = checking.then(
    () => true,
    () => true,
  );
  for (let isOver = false; !isOver;) {
    const { rows } = await client.query<{ pid: number }>(
      `select pid from pg_stat_activity where application_name = 'darkroom check' and datname = current_database()`,
    );
    peak = Math.max(
      peak,
      rows.map(({ pid }) => ownBytesOf(pid)).reduce((sum, bytes) => sum + bytes, 0),
    );
    isOver = await Promise.race([ended, sleep(SAMPLE_MS, false)]);
  }
  await client.end();
  return peak;
}

/** The private memory of a session; 0 if it has ended. */
function ownBytesOf(pid: number): number {
  try {
    return Number(/^RssAnon:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1_024;
  } catch {
    return 0;
  }
}

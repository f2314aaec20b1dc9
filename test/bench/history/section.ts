import { auditCharges } from '../ledger/audit.ts';
import { median } from '../measuring/statistics.ts';
import { shown } from '../report/numbers.ts';
import type { Bar, Table } from '../report/results.ts';
import type { Bench } from '../section.ts';
import { buildHistory } from './build-history.ts';
import { type Asked, type Question, type QuestionCalls, QUESTIONS, type QuestionSettings } from './questions.ts';

/** What is asked of a long ledger, beside the same of a short one. */
export async function historySection(bench: Bench) {
  const { cluster, scale, say, start } = bench;
  say(`  building ${scale.shortHistory} and ${scale.longHistory} transactions`);
  const short = await buildHistory(cluster, 'short', scale.shortHistory);
  const long = await buildHistory(cluster, 'long', scale.longHistory);
  await cluster.checkpoint();
  const process = await start<QuestionCalls>('history/questions-process.ts', {
    long,
    short,
  } satisfies QuestionSettings);
  const asked = new Map<Question, Asked[]>(QUESTIONS.map((question) => [question, []]));
  for (let round = 0; round <= scale.rounds; round += 1) {
    say(`  round ${round} of ${scale.rounds}`);
    for (const question of QUESTIONS) {
      const answer = await process.call('ask', { question, times: scale.questionsPerRound });
      if (round > 0) asked.get(question)?.push(answer); // the first one warms up
    }
  }
  await auditCharges([short.url, long.url]);
  await process.stop();
  const counted = (lines: number) => lines.toLocaleString('en-US');
  const table: Table = {
    caption: `One project of ${counted(long.lines)} transactions and one of ${counted(short.lines)}, both of 90 days; one caller, median times:`,
    columns: ['', 'long: ms', 'short: ms'],
    rows: [...asked].map(([question, answers]) => [
      question,
      shown(median(answers.map(({ longP50Ms }) => longP50Ms))),
      shown(median(answers.map(({ shortP50Ms }) => shortP50Ms))),
    ]),
  };
  const bars = [...asked].map(([question, answers]): Bar => ({
    what: `${question}: ratio of the median time with ${counted(long.lines)} transactions to ${counted(short.lines)}`,
    measured: median(answers.map(({ longP50Ms, shortP50Ms }) => longP50Ms / shortP50Ms)),
    limit: { atMost: 1.5 },
    unit: '×',
  }));
  return { bars, tables: [table] };
}

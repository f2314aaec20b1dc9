/**
 * `npm run bench` measures everything, `npm run bench -- ledger history` the sections that are named. What was measured
 * goes into results.json and RESULTS.md beside this file, and the bars into docs/performance.md. --out names another folder for the
 * files and leaves docs alone; --quick measures so little that only mistakes are found.
 */
import path from 'node:path';
import { parseArgs } from 'node:util';
import { BenchCluster } from './bench-cluster.ts';
import { historySection } from './history/section.ts';
import { ledgerSection } from './ledger/section.ts';
import { liveSection } from './live/section.ts';
import { describeMachine, loadAverage, measuredCommit } from './measuring/machine.ts';
import { memorySection } from './memory/section.ts';
import { checkSection } from './check/section.ts';
import { hashesSection } from './hashes/section.ts';
import { notificationsSection } from './notifications/section.ts';
import { postingsSection } from './postings/section.ts';
import { mutationSection } from './mutation/section.ts';
import { BenchProcess } from './processes/bench-process.ts';
import { ResultsFile } from './report/results-file.ts';
import type { SectionResult } from './report/results.ts';
import { type Bench, FULL, QUICK, type Section } from './section.ts';
import { stockSection } from './stock/section.ts';
import { webhooksSection } from './webhooks/section.ts';

const SECTIONS: Readonly<Record<string, Section>> = {
  ledger: ledgerSection,
  webhooks: webhooksSection,
  hashes: hashesSection,
  postings: postingsSection,
  mutation: mutationSection,
  live: liveSection,
  history: historySection,
  check: checkSection,
  memory: memorySection,
  notifications: notificationsSection, // these two are last because they need Debian packages
  stock: stockSection,
};

const checkout = path.join(import.meta.dirname, '../..');

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { quick: { type: 'boolean', default: false }, out: { type: 'string', default: import.meta.dirname } },
});
const unknown = positionals.filter((name) => !(name in SECTIONS));
if (unknown.length > 0) {
  console.error(`there is no section ${unknown.join(', ')}: choose from ${Object.keys(SECTIONS).join(', ')}`);
  process.exit(1);
}
const say = (line: string) => console.log(line);
const cluster = await BenchCluster.open();
try {
  const quotedIn = options.out === import.meta.dirname ? path.join(checkout, 'docs/performance.md') : null;
  const file = new ResultsFile(options.out, { quotedIn, order: Object.keys(SECTIONS) });
  const machine = describeMachine(await cluster.version());
  for (const [name, section] of Object.entries(SECTIONS)) {
    if (positionals.length > 0 && !positionals.includes(name)) continue;
    say(`\n${name}`);
    const result = await run(section, { cluster, scale: options.quick ? QUICK : FULL, say });
    say(await file.keep(machine, name, result));
  }
} finally {
  await cluster.remove();
}

async function run(section: Section, bench: Omit<Bench, 'start'>): Promise<SectionResult> {
  await using processes = new AsyncDisposableStack();
  const start: Bench['start'] = async (file, settings) => processes.use(await BenchProcess.start(file, settings));
  const measuredAt = `${new Date().toISOString().slice(0, 16).replace('T', ' ')} UTC`;
  const before = loadAverage();
  const begunAt = performance.now();
  const { bars, tables } = await section({ ...bench, start });
  return {
    measuredAt,
    loadAverages: [before, loadAverage()],
    commit: measuredCommit(checkout),
    seconds: (performance.now() - begunAt) / 1000,
    bars,
    tables,
  };
}

import { auditCharges } from '../ledger/audit.ts';
import { type Cell, measureCells, type Sample } from '../ledger/cells.ts';
import type { ContenderName } from '../ledger/charging.ts';
import { openContenders } from '../ledger/contenders.ts';
import { tablesOf } from '../ledger/table.ts';
import { medianRatio } from '../measuring/statistics.ts';
import type { Bar } from '../report/results.ts';
import type { Bench } from '../section.ts';

const WITH: ContenderName = 'darkroom with jobs';
const WITHOUT: ContenderName = 'darkroom without hashes';
const cpuMicros = ({ nodeMicros, postgresMicros, operations }: Sample): number =>
  (nodeMicros + postgresMicros) / operations;

/** What the hash of a line costs: charges as the program makes them, and on a database in which nothing hashes a line. */
export async function hashesSection(bench: Bench) {
  const { callers } = bench.scale;
  const contenders = await openContenders(bench, [
    { contender: WITH, isSlow: false, tables: 'ours' },
    { contender: WITHOUT, isSlow: false, tables: 'ours without hashes' },
  ]);
  const shapes = ['hot', 'spread'] as const;
  const cells = shapes.flatMap((shape): Cell[] =>
    [WITH, WITHOUT].map((contender) => ({ contender, shape, callers, isSlow: false })),
  );
  const samples = await measureCells(bench, contenders, cells);
  await auditCharges(contenders.ours);
  await contenders.remove();
  const of = (contender: ContenderName, shape: Cell['shape']): readonly Sample[] =>
    [...samples].find(([cell]) => cell.contender === contender && cell.shape === shape)?.[1] ?? [];
  const bars = shapes.map((shape): Bar => ({
    what: `charges with hashes, ${shape === 'hot' ? 'hot project' : 'spread'}: CPU time to that without`,
    measured: medianRatio(of(WITH, shape), of(WITHOUT, shape), cpuMicros),
    limit: { atMost: 1.1 },
    unit: '×',
  }));
  return { bars, tables: tablesOf(cells, samples) };
}

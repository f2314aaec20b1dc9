import type { Bench } from '../section.ts';
import { auditCharges } from './audit.ts';
import { type Cell, measureCells } from './cells.ts';
import { openContenders, PLACES } from './contenders.ts';
import { barsOf, tablesOf } from './table.ts';

/** Full charges against what others do for the same, on one hot project, spread over many, alone, and on a slow disk. */
export async function ledgerSection(bench: Bench) {
  const { callers } = bench.scale;
  const contenders = await openContenders(bench, PLACES);
  const on = (shape: Cell['shape'], count: number, ...names: Cell['contender'][]): Cell[] =>
    names.map((contender) => ({ contender, shape, callers: count, isSlow: false }));
  const ours = ['darkroom with jobs', 'darkroom without jobs'] as const;
  const limits = ['bulk insert with jobs', 'bulk insert without jobs'] as const;
  const cells: Cell[] = [
    ...on('hot', callers, ...ours, 'prepared statement', 'Prisma transaction', ...limits),
    ...on('spread', callers, ...ours, 'prepared statement', 'Prisma transaction', ...limits),
    ...on('hot', 1, ...ours, 'prepared statement', 'Prisma transaction'),
    ...on('hot', callers, ...ours, 'prepared statement').map((cell) => ({ ...cell, isSlow: true })),
  ];
  const samples = await measureCells(bench, contenders, cells);
  await auditCharges(contenders.ours);
  await contenders.remove();
  return { bars: barsOf(samples, callers), tables: tablesOf(cells, samples) };
}

import { auditCharges } from '../ledger/audit.ts';
import { type Cell, measureCells, type Sample, type Samples } from '../ledger/cells.ts';
import type { ContenderName } from '../ledger/charging.ts';
import { openContenders } from '../ledger/contenders.ts';
import { tablesOf } from '../ledger/table.ts';
import { medianRatio } from '../measuring/statistics.ts';
import type { Bar } from '../report/results.ts';
import type { Bench } from '../section.ts';

const WITH: ContenderName = 'darkroom with jobs';
const WITHOUT: ContenderName = 'darkroom without webhooks';

/** What webhooks cost where no endpoint listens: charges as the program makes them, and without the statement that tells events. */
export async function webhooksSection(bench: Bench) {
  const { callers } = bench.scale;
  const names = [WITH, WITHOUT] as const;
  const contenders = await openContenders(
    bench,
    names.map((contender) => ({ contender, isSlow: false, tables: 'ours' })),
  );
  const cells = (['hot', 'spread'] as const).flatMap((shape): Cell[] =>
    names.map((contender) => ({ contender, shape, callers, isSlow: false })),
  );
  const samples = await measureCells(bench, contenders, cells);
  await auditCharges(contenders.ours);
  await contenders.remove();
  return { bars: barsOf(samples), tables: tablesOf(cells, samples) };
}

const cpuMicros = ({ nodeMicros, postgresMicros, operations }: Sample): number =>
  (nodeMicros + postgresMicros) / operations;

function barsOf(samples: Samples): Bar[] {
  const of = (contender: ContenderName, shape: Cell['shape']): readonly Sample[] =>
    [...samples].find(([cell]) => cell.contender === contender && cell.shape === shape)?.[1] ?? [];
  return (['hot', 'spread'] as const).map((shape) => ({
    what: `charges while no webhook endpoint listens, ${shape === 'hot' ? 'hot project' : 'spread'}: CPU time to that without webhooks`,
    measured: medianRatio(of(WITH, shape), of(WITHOUT, shape), cpuMicros),
    limit: { atMost: 1.05 },
    unit: '×',
  }));
}

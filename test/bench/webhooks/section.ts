import { auditCharges } from '../ledger/audit.ts';
import { type Cell, measureCells, type Sample, type Samples } from '../ledger/cells.ts';
import type { ContenderName } from '../ledger/charging.ts';
import { openContenders } from '../ledger/contenders.ts';
import { tablesOf } from '../ledger/table.ts';
import { medianRatio } from '../measuring/statistics.ts';
import type { Bar } from '../report/results.ts';
import type { Bench } from '../section.ts';

const WITHOUT: ContenderName = 'darkroom without webhooks';

/** What is compared with it. */
const CASES: readonly { readonly contender: ContenderName; readonly what: string }[] = [
  { contender: 'darkroom with jobs', what: 'charges while no webhook endpoint listens' },
  { contender: 'darkroom with Stripe', what: 'charges while no endpoint listens and no top-up is set' },
  { contender: 'darkroom with top-ups', what: 'charges of projects that have a top-up' },
];

/**
 * What webhooks and automatic top-ups cost a charge that causes none of them: charges as the program makes them, and without
 * the statements that tell events and arm top-ups.
 */
export async function webhooksSection(bench: Bench) {
  const { callers } = bench.scale;
  const names = [...CASES.map(({ contender }) => contender), WITHOUT];
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
  return CASES.flatMap(({ contender, what }) =>
    (['hot', 'spread'] as const).map((shape) => ({
      what: `${what}, ${shape === 'hot' ? 'hot project' : 'spread'}: CPU time to that without webhooks`,
      measured: medianRatio(of(contender, shape), of(WITHOUT, shape), cpuMicros),
      limit: { atMost: 1.05 },
      unit: '×',
    })),
  );
}

import { medianRatio } from '../measuring/statistics.ts';
import type { Bar, Table } from '../report/results.ts';
import type { Bench } from '../section.ts';
import { auditCharges } from './audit.ts';
import { type Cell, measureCells, type Sample } from './cells.ts';
import type { ContenderName } from './charging.ts';
import { openContenders, type Place } from './contenders.ts';
import { tablesOf } from './table.ts';

type Contestant = Pick<Place, 'contender' | 'tables'>;

export interface CostComparison {
  readonly cases: readonly (Contestant & { readonly what: string })[];
  readonly baseline: Contestant;
  /** Ends the name of each figure: `CPU time to that without webhooks`. */
  readonly without: string;
  /** The limit of each ratio. */
  readonly atMost: number;
}

const SHAPES = ['hot', 'spread'] as const;

const cpuMicros = ({ nodeMicros, postgresMicros, operations }: Sample): number =>
  (nodeMicros + postgresMicros) / operations;

/**
 * Compares the CPU time of a charge in each case with that of the baseline, in one hot project and spread over many. Without
 * autovacuum, whose workers would count for whichever contender runs at that moment: one takes 300 to 600 ms of CPU time, a
 * contender some 1,200 ms in a round, and none leaves more dead rows than another.
 */
export async function compareCosts(
  bench: Bench,
  { cases, baseline, without, atMost }: CostComparison,
): Promise<{ bars: Bar[]; tables: Table[] }> {
  const { callers } = bench.scale;
  const contestants = [...cases, baseline];
  const contenders = await openContenders(
    bench,
    contestants.map(({ contender, tables }) => ({ contender, tables, isSlow: false })),
  );
  const cells = SHAPES.flatMap((shape): Cell[] =>
    contestants.map(({ contender }) => ({ contender, shape, callers, isSlow: false })),
  );
  await bench.cluster.setAutovacuum(false);
  const samples = await measureCells(bench, contenders, cells);
  await bench.cluster.setAutovacuum(true);
  await auditCharges(contenders.ours);
  await contenders.remove();
  const of = (contender: ContenderName, shape: Cell['shape']): readonly Sample[] =>
    [...samples].find(([cell]) => cell.contender === contender && cell.shape === shape)?.[1] ?? [];
  const bars = cases.flatMap(({ contender, what }) =>
    SHAPES.map((shape): Bar => ({
      what: `${what}, ${shape === 'hot' ? 'hot project' : 'spread'}: ratio of CPU time to charges ${without}`,
      measured: medianRatio(of(contender, shape), of(baseline.contender, shape), cpuMicros),
      limit: { atMost },
      unit: '×',
    })),
  );
  return { bars, tables: tablesOf(cells, samples) };
}

import { median, medianRatio } from '../measuring/statistics.ts';
import { shown } from '../report/numbers.ts';
import type { Bar, Table } from '../report/results.ts';
import type { ContenderName, Load } from './charging.ts';
import type { Cell, Sample, Samples } from './cells.ts';

const perSecond = ({ operations, seconds }: Sample): number => operations / seconds;
const OURS = ['darkroom with jobs', 'darkroom without jobs'] as const;

export function barsOf(samples: Samples, callers: number): Bar[] {
  const of = (contender: ContenderName, shape: Load['shape'], count: number, isSlow = false): readonly Sample[] =>
    [...samples].find(
      ([cell]) =>
        cell.contender === contender && cell.shape === shape && cell.callers === count && cell.isSlow === isSlow,
    )?.[1] ?? [];
  const times = (what: string, measured: number, atLeast: number): Bar => ({
    what,
    measured,
    limit: { atLeast },
    unit: '×',
  });
  return OURS.flatMap((ours) => {
    const jobs = ours.replace('darkroom ', '');
    const rate = (shape: Load['shape'], theirs: ContenderName) =>
      medianRatio(of(ours, shape, callers), of(theirs, shape, callers), perSecond);
    const bulk: ContenderName = ours === 'darkroom with jobs' ? 'bulk insert with jobs' : 'bulk insert without jobs';
    const alone = medianRatio(of(ours, 'hot', 1), of('prepared statement', 'hot', 1), ({ p50Ms }) => p50Ms);
    const slow = medianRatio(of(ours, 'hot', callers, true), of(ours, 'hot', callers), perSecond);
    return [
      times(
        `charges ${jobs}, hot project: ratio of charges per second to a prepared statement`,
        rate('hot', 'prepared statement'),
        8,
      ),
      times(
        `charges ${jobs}, spread: ratio of charges per second to a prepared statement`,
        rate('spread', 'prepared statement'),
        2.5,
      ),
      times(
        `charges ${jobs}, hot project: ratio of charges per second to a Prisma transaction`,
        rate('hot', 'Prisma transaction'),
        60,
      ),
      times(
        `charges ${jobs}, hot project: ratio of charges per second to a bulk insert of the same rows`,
        rate('hot', bulk),
        0.5,
      ),
      times(
        `charges ${jobs}, spread: ratio of charges per second to a bulk insert of the same rows`,
        rate('spread', bulk),
        0.5,
      ),
      {
        what: `charges ${jobs}, one caller: ratio of the median latency to a prepared statement`,
        measured: alone,
        limit: { atMost: 1.5 },
        unit: '×',
      },
      times(
        `charges ${jobs}, hot project, 2 ms added to each commit: ratio of charges per second to commits without the delay`,
        slow,
        0.5,
      ),
    ];
  });
}

export function tablesOf(cells: readonly Cell[], samples: Samples): Table[] {
  const groups = Map.groupBy(cells, captionOf);
  return [...groups].map(([caption, own]) => ({
    caption,
    columns: ['', 'charges/s', 'CPU µs a charge: Node', 'PostgreSQL', 'p50 ms', 'p99 ms'],
    rows: own.map((cell) => rowOf(cell, samples.get(cell) ?? [])),
  }));
}

function captionOf({ shape, callers, isSlow }: Cell): string {
  const where = shape === 'hot' ? 'one hot project' : 'spread over many projects';
  const disk = isSlow ? ', 2 ms added to every commit' : '';
  return `Charges, ${callers === 1 ? 'one caller' : `${callers} callers`}, ${where}${disk}:`;
}

function rowOf({ contender }: Cell, samples: readonly Sample[]): string[] {
  const middle = (figure: (sample: Sample) => number) => shown(median(samples.map(figure)));
  return [
    contender,
    middle(perSecond),
    middle(({ nodeMicros, operations }) => nodeMicros / operations),
    middle(({ postgresMicros, operations }) => postgresMicros / operations),
    middle(({ p50Ms }) => p50Ms),
    middle(({ p99Ms }) => p99Ms),
  ];
}

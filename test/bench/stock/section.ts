import { auditCharges } from '../ledger/audit.ts';
import { startDarkroom } from '../live/contestants.ts';
import type { LoopResult } from '../measuring/closed-loop.ts';
import { median, medianRatio } from '../measuring/statistics.ts';
import type { LoadCalls } from '../mutation/load.ts';
import type { BenchProcess } from '../processes/bench-process.ts';
import { shown } from '../report/numbers.ts';
import type { Bar, Table } from '../report/results.ts';
import type { Bench } from '../section.ts';
import { type DarkroomCalls, KEY } from '../servers/darkroom-calls.ts';
import { StockServer } from './stock-server.ts';

/** Shared by the processes, so that as many callers ask one as ask three. */
const CONNECTIONS = 48;

/** Projects of their own that charges are spread over. */
const OWN_PROJECTS = 30;

const STOCK = 'stock_server';
const WITHOUT_JIT = 'stock_server_without_jit';

/** Who is asked, and for which projects. */
interface Cell {
  readonly name: string;
  readonly servers: readonly BenchProcess<DarkroomCalls>[];
  readonly projectIds: readonly string[];
}

const perSecond = ({ operations, seconds }: LoopResult): number => operations / seconds;

/**
 * Charges on a PostgreSQL that is not ours: as its distribution sets it up, beside the same without JIT; by three processes,
 * beside one of them. Throws where a charge is lost or doubled.
 */
export async function stockSection(bench: Bench) {
  await using stock = await StockServer.start();
  const url = await stock.database(STOCK);
  const urlWithoutJit = await stock.databaseWithoutJit(WITHOUT_JIT);
  const first = await startDarkroom(bench, url);
  const without = await startDarkroom(bench, urlWithoutJit);
  const own = await projectIdsOf(first);
  const [hot = ''] = own;
  const three = [first, await startDarkroom(bench, url), await startDarkroom(bench, url)];
  const one = { servers: [first], projectIds: own };
  const cells = {
    jit: { name: 'one process, 30 projects', ...one },
    withoutJit: { name: 'the same with jit = off', servers: [without], projectIds: await projectIdsOf(without) },
    threeOwn: { name: 'three processes, 30 projects', servers: three, projectIds: own },
    hot: { name: 'one process, one project', servers: [first], projectIds: [hot] },
    threeHot: { name: 'three processes, one project', servers: three, projectIds: [hot] },
  } satisfies Record<string, Cell>;
  const { samples, charged } = await measureAll(bench, Object.values(cells));
  const stops = [without, ...three].map((server) => server.stop());
  await Promise.all(stops);
  await auditCharges([url, urlWithoutJit]);
  const wrong = Math.abs((await stock.charges(STOCK)) + (await stock.charges(WITHOUT_JIT)) - charged);
  const ratio = (ours: Cell, theirs: Cell) =>
    medianRatio(samples.get(ours) ?? [], samples.get(theirs) ?? [], perSecond);
  const atLeast = (what: string, measured: number, limit: number): Bar => ({
    what,
    measured,
    limit: { atLeast: limit },
    unit: '×',
  });
  const bars: Bar[] = [
    atLeast(
      'PostgreSQL 15 as Debian configures it, JIT enabled: ratio of charges per second to JIT disabled',
      ratio(cells.jit, cells.withoutJit),
      0.9,
    ),
    atLeast(
      'three processes charge one project: ratio of charges per second to one process',
      ratio(cells.threeHot, cells.hot),
      0.5,
    ),
    atLeast(
      'three processes charge 30 projects: ratio of charges per second to one process',
      ratio(cells.threeOwn, cells.jit),
      0.5,
    ),
    {
      what: 'three processes on one database: charges lost or duplicated',
      measured: wrong,
      limit: { atMost: 0 },
      unit: '',
    },
  ];
  return { bars, tables: [tableOf(samples)] };
}

async function projectIdsOf(server: BenchProcess<DarkroomCalls>): Promise<string[]> {
  const projects = await server.call('makeProjects', OWN_PROJECTS);
  return projects.map(({ typeId }) => typeId);
}

/** Every cell once a round, forwards and backwards in turns, after a round that is not judged; and all charges that were answered. */
async function measureAll(
  { scale, say, start }: Bench,
  cells: readonly Cell[],
): Promise<{ samples: Map<Cell, LoopResult[]>; charged: number }> {
  const load = await start<LoadCalls>('mutation/load-process.ts', {});
  const samples = new Map<Cell, LoopResult[]>(cells.map((cell) => [cell, []]));
  let charged = 0;
  for (let round = 0; round <= scale.rounds; round += 1) {
    say(round === 0 ? '  warming up' : `  round ${round} of ${scale.rounds}`);
    for (const cell of round % 2 === 0 ? cells : cells.toReversed()) {
      const urls = await Promise.all(cell.servers.map((server) => server.call('address', null)));
      const result = await load.call('measure', {
        urls,
        connections: CONNECTIONS / urls.length,
        durationMs: scale.windowMs,
        authorization: `Bearer ${KEY}`,
        projectIds: cell.projectIds,
      });
      charged += result.operations;
      if (round > 0) samples.get(cell)?.push(result);
    }
  }
  await load.stop();
  return { samples, charged };
}

function tableOf(samples: ReadonlyMap<Cell, readonly LoopResult[]>): Table {
  return {
    caption: `performPrompt over HTTP on PostgreSQL 15 as Debian sets it up, ${CONNECTIONS} connections in all:`,
    columns: ['', 'calls/s', 'p50 ms', 'p99 ms'],
    rows: [...samples].map(([{ name }, own]) => {
      const middle = (figure: (sample: LoopResult) => number) => shown(median(own.map(figure)));
      return [name, middle(perSecond), middle(({ p50Ms }) => p50Ms), middle(({ p99Ms }) => p99Ms)];
    }),
  };
}

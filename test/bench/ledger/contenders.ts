import type { Bench } from '../section.ts';
import type { BenchProcess } from '../processes/bench-process.ts';
import type { ChargingCalls, ChargingSettings, ContenderName } from './charging.ts';
import { fillDatabase, makeCommitsSlow, makePlain, stopHashes } from './filled-database.ts';

export interface Contenders {
  /** The process of a contender, on the disk as it is or on the slow one. */
  of(contender: ContenderName, isSlow: boolean): BenchProcess<ChargingCalls>;
  /** The URLs of the databases that Darkroom's own ledger writes to. */
  readonly ours: readonly string[];
  /** Ends the processes and drops the databases, so that nothing of them is in the way of what comes next. */
  remove(): Promise<void>;
}

export interface Place {
  readonly contender: ContenderName;
  readonly isSlow: boolean;
  readonly tables: 'ours' | 'ours without hashes' | 'plain' | 'plain with our indexes';
}

/** Whom the section of the ledger compares. */
export const PLACES: readonly Place[] = [
  { contender: 'darkroom with jobs', isSlow: false, tables: 'ours' },
  { contender: 'darkroom without jobs', isSlow: false, tables: 'ours' },
  { contender: 'prepared statement', isSlow: false, tables: 'plain' },
  { contender: 'Prisma transaction', isSlow: false, tables: 'plain' },
  { contender: 'bulk insert with jobs', isSlow: false, tables: 'plain with our indexes' },
  { contender: 'bulk insert without jobs', isSlow: false, tables: 'plain with our indexes' },
  { contender: 'darkroom with jobs', isSlow: true, tables: 'ours' },
  { contender: 'darkroom without jobs', isSlow: true, tables: 'ours' },
  { contender: 'prepared statement', isSlow: true, tables: 'plain' },
];

/** Each contender in a process of its own, on a database of its own that began as a copy of the same. */
export async function openContenders(
  { cluster, scale, say, start }: Bench,
  places: readonly Place[],
): Promise<Contenders> {
  say('  making the databases');
  const filled = await fillDatabase(cluster, 'ledger', scale.spreadProjects);
  const processes = new Map<string, BenchProcess<ChargingCalls>>();
  const ours: string[] = [];
  for (const place of places) {
    const url = await cluster.database(nameOf(place.contender, place.isSlow), filled.name);
    const isOurs = place.tables === 'ours' || place.tables === 'ours without hashes';
    if (isOurs) ours.push(url);
    if (place.tables === 'ours without hashes') await stopHashes(url);
    if (!isOurs) await makePlain(url, { keepIndexes: place.tables === 'plain with our indexes' });
    if (place.isSlow) await makeCommitsSlow(url);
    const { workspaceId, hot, spread } = filled;
    const settings: ChargingSettings = { url, workspaceId, hot, spread, contender: place.contender };
    const started = await start<ChargingCalls>('ledger/contender-process.ts', settings);
    processes.set(nameOf(place.contender, place.isSlow), started);
  }
  return {
    ours,
    of(contender, isSlow) {
      const found = processes.get(nameOf(contender, isSlow));
      if (!found) throw new Error(`nobody was started as ${contender}`);
      return found;
    },
    async remove() {
      await Promise.all([...processes.values()].map((started) => started.stop()));
      for (const name of [...processes.keys(), filled.name]) await cluster.drop(name);
    },
  };
}

function nameOf(contender: ContenderName, isSlow: boolean): string {
  return (isSlow ? `${contender} slow` : contender).replaceAll(' ', '_');
}

import { setTimeout as sleep } from 'node:timers/promises';
import { openClient } from '../../src/database/open-client.ts';
import { freezeDatabase } from '../support/freeze-database.ts';
import type { Target } from './target.ts';

const FREEZE_MS = 5_000; // 5 seconds
const BETWEEN_MS = 30_000; // one of each fault a minute

/** After a freeze, and after a backend was killed, what waited is answered first. */
const RECOVERY_MS = 3_000; // 3 seconds

export interface Fault {
  readonly from: number;
  readonly to: number;
}

/** Every minute one backend is killed and the database is frozen for 5 seconds. When it was so. */
export async function troubleDatabase(target: Target, signal: AbortSignal): Promise<Fault[]> {
  const faults: Fault[] = [];
  const pause = () => sleep(BETWEEN_MS, undefined, { signal }).catch(() => undefined);
  for (await pause(); !signal.aborted; await pause()) {
    const from = performance.now();
    if (faults.length % 2 === 0) await killBackend(target.databaseUrl);
    else await freezeDatabase(target.clusterFolder, FREEZE_MS);
    faults.push({ from, to: performance.now() + (faults.length % 2 === 0 ? 0 : RECOVERY_MS) });
  }
  return faults;
}

/** One of the server's, whichever. */
async function killBackend(databaseUrl: string): Promise<void> {
  const client = await openClient(databaseUrl);
  await client.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where application_name like 'darkroom%' order by random() limit 1`,
  );
  await client.end();
}

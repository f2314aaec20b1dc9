import { setTimeout as sleep } from 'node:timers/promises';
import { StartError } from '../start-error.ts';
import { installBinaries } from './binaries.ts';
import { prepareData } from './prepare-data.ts';
import { type Launch, launch } from './launch.ts';
import type { ClusterLayout } from './cluster-layout.ts';
import { postmasterPid, type PostmasterState, postmasterState } from './postmaster.ts';
import { removeUnfinished } from './unfinished.ts';

const POLL_MS = 10;

/** How long a state may last. Recovering 8 GB of WAL after a crash takes minutes on a slow disk. */
const PATIENCE_MS = { down: 600_000, busy: 600_000, orphaned: 60_000 };

/** Resolves when the server accepts connections, with whether it was started here. Throws StartError if it cannot start. */
export async function ensureRunning(layout: ClusterLayout, durable: boolean): Promise<boolean> {
  const begunAt = Date.now();
  let launched: Launch | null = null;
  for (;;) {
    const hasEnded: boolean = launched?.hasEnded ?? false; // read before the state: an exit in between must not look like a failed start
    const state = await postmasterState(layout);
    if (state === 'ready') return launched !== null && launched.pid === postmasterPid(layout);
    if (launched !== null && hasEnded) {
      if (state === 'down') throw launched.failure();
      launched = null; // another start was first
    }
    if (Date.now() - begunAt > PATIENCE_MS[state]) throw impatience(layout, state);
    if (state === 'down' && launched === null) launched = await start(layout, durable);
    else await sleep(POLL_MS);
  }
}

async function start(layout: ClusterLayout, durable: boolean): Promise<Launch> {
  removeUnfinished(layout.folder);
  const binaries = installBinaries(layout);
  await prepareData(layout, binaries, durable);
  return launch(layout, binaries, durable);
}

function impatience({ folder, log }: ClusterLayout, state: PostmasterState): StartError {
  const trouble = state === 'orphaned' ? 'processes of a killed server are still at work there' : 'it is not ready';
  return new StartError(`gave up on PostgreSQL in ${folder}: ${trouble}; its log is ${log}`);
}

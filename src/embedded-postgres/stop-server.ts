import { setTimeout as sleep } from 'node:timers/promises';
import type { ClusterLayout } from './cluster-layout.ts';
import { isPostmaster, postmasterPid } from './postmaster.ts';
import { hasCode } from './system-error.ts';

export type StopMode = 'fast' | 'immediate';

/** https://www.postgresql.org/docs/current/server-shutdown.html */
const SIGNALS = { fast: 'SIGINT', immediate: 'SIGQUIT' } as const;

const POLL_MS = 10;

/** The final checkpoint writes all changes since the previous one: at most 8 GB of WAL. */
const PATIENCE_MS = 300_000; // 5 minutes

/** Resolves when the running postmaster has exited. */
export async function stopServer(layout: ClusterLayout, mode: StopMode): Promise<void> {
  const pid = postmasterPid(layout);
  if (pid === null) return;
  const begunAt = Date.now();
  signal(pid, SIGNALS[mode]);
  while (isPostmaster(layout, pid)) {
    if (Date.now() - begunAt > PATIENCE_MS) throw new Error(`PostgreSQL in ${layout.folder} does not stop`);
    await sleep(POLL_MS);
  }
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if (!hasCode(error, 'ESRCH')) throw error; // it has ended meanwhile
  }
}

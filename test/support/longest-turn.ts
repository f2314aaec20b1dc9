import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Watches for how long this thread computes without serving anybody else; the answer is the longest stretch, in
 * milliseconds of its own computing time, so that it does not depend on what else the machine does.
 */
export function watchTurns(): () => Promise<number> {
  const ended = new AbortController();
  const longest = watch(ended.signal);
  return () => {
    ended.abort();
    return longest;
  };
}

async function watch(ended: AbortSignal): Promise<number> {
  let longestMs = 0;
  for (let before = computedMs(); !ended.aborted;) {
    await sleep(1);
    const now = computedMs();
    longestMs = Math.max(longestMs, now - before);
    before = now;
  }
  return longestMs;
}

/** Milliseconds that this thread has computed. */
export function computedMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

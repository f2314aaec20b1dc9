import { quantile } from './statistics.ts';

/** What callers that each wait for their answer before they call again came to. */
export interface LoopResult {
  readonly operations: number;
  readonly seconds: number;
  /** Of the process in which the callers run, which is also where the client or the ledger works. */
  readonly nodeMicros: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/** Runs so many callers at once for so long. The calls under way at the end are waited for, and counted. */
export async function closedLoop(
  { callers, durationMs }: { callers: number; durationMs: number },
  call: (caller: number) => Promise<unknown>,
): Promise<LoopResult> {
  const latenciesMs: number[] = [];
  const cpuBefore = process.cpuUsage();
  const begunAt = performance.now();
  const until = begunAt + durationMs;
  await Promise.all(
    Array.from({ length: callers }, async (_, caller) => {
      for (let now = begunAt; now < until;) {
        await call(caller);
        const then = performance.now();
        latenciesMs.push(then - now);
        now = then;
      }
    }),
  );
  const { user, system } = process.cpuUsage(cpuBefore);
  return {
    operations: latenciesMs.length,
    seconds: (performance.now() - begunAt) / 1000,
    nodeMicros: user + system,
    p50Ms: quantile(latenciesMs, 0.5),
    p99Ms: quantile(latenciesMs, 0.99),
  };
}

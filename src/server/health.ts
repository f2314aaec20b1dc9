import type { FastifyInstance } from 'fastify';

export interface Health {
  readonly isReady: () => Promise<boolean>;
  /** How far the clock of this machine is ahead of that of the database. */
  readonly clockSkewMs: () => number;
  /** The transport of notifications between processes, and whether notifications of other processes arrive. */
  readonly notifications: () => { readonly transport: string; readonly connected: boolean };
  /** What the operator has to mend of his engines. */
  readonly engineProblems: () => Promise<readonly { readonly engine: string; readonly problem: string }[]>;
}

/**
 * /healthz: the process is running. /readyz: it can work, that is, the database responds, accepts writes, and has exactly the
 * migrations of this version.
 *
 * A wrong system clock is reported but does not make a process unready: the clock of the database decides, and if that one is
 * wrong, every process would be taken out of service at once. Engines that are misconfigured are reported likewise: a call
 * that succeeds ends the report, and without a process in service there would never be one. Without notifications of other
 * processes, what those do is pushed some seconds late, and everything else works.
 */
export function serveHealth(
  http: FastifyInstance,
  { isReady, clockSkewMs, notifications, engineProblems }: Health,
): void {
  http.get('/healthz', { config: { isUncounted: true } }, () => ({ status: 'alive' }));
  http.get('/readyz', { config: { isUncounted: true } }, async (_request, reply) => {
    const ready = await isReady().catch(() => false);
    return reply.code(ready ? 200 : 503).send({
      status: ready ? 'ready' : 'not ready',
      clockSkewSeconds: Math.round(clockSkewMs() / 1000),
      notifications: notifications(),
      engineProblems: ready ? await engineProblems().catch(() => []) : [],
    });
  });
}

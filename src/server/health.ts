import type { FastifyInstance } from 'fastify';

/**
 * /healthz: the process is running. /readyz: it can work, that is, the database responds, accepts writes, and has exactly the
 * migrations of this version.
 *
 * A wrong system clock is reported but does not make a process unready: the clock of the database decides, and if that one is
 * wrong, every process would be taken out of service at once.
 */
export function serveHealth(
  http: FastifyInstance,
  { isReady, clockSkewMs }: { readonly isReady: () => Promise<boolean>; readonly clockSkewMs: () => number },
): void {
  http.get('/healthz', { config: { isUncounted: true } }, () => ({ status: 'alive' }));
  http.get('/readyz', { config: { isUncounted: true } }, async (_request, reply) => {
    const ready = await isReady().catch(() => false);
    return reply.code(ready ? 200 : 503).send({
      status: ready ? 'ready' : 'not ready',
      clockSkewSeconds: Math.round(clockSkewMs() / 1000),
    });
  });
}

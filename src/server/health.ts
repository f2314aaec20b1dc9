import type { FastifyInstance } from 'fastify';

/**
 * /healthz: the process lives. /readyz: it can do its work, that is, the database answers, takes writes, and has exactly the
 * migrations that this version knows.
 *
 * A machine whose clock is off is told, and ready all the same: the database's decides, and where that is the one at fault,
 * every process would otherwise be taken out of service at once.
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

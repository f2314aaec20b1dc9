import type { FastifyInstance } from 'fastify';

/**
 * /healthz: the process lives. /readyz: it can do its work, that is, the database answers, takes writes, and has exactly the
 * migrations that this version knows.
 */
export function serveHealth(http: FastifyInstance, isReady: () => Promise<boolean>): void {
  http.get('/healthz', { config: { isUncounted: true } }, () => ({ status: 'alive' }));
  http.get('/readyz', { config: { isUncounted: true } }, async (_request, reply) => {
    const ready = await isReady().catch(() => false);
    return reply.code(ready ? 200 : 503).send({ status: ready ? 'ready' : 'not ready' });
  });
}

import path from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

/** What the build puts there has its content's hash in its name. */
const ASSETS = 'assets/';

/**
 * The page at /, as the build left it in the folder, compressed already. Whatever a browser asks for as a page and no other
 * route serves is the page too, because its own addresses, such as /projects/prj_…/history, can be opened directly.
 */
export async function serveStudioPage(http: FastifyInstance, folder: string): Promise<void> {
  await http.register(fastifyStatic, {
    root: folder,
    preCompressed: true,
    cacheControl: false,
    setHeaders: (reply, file) => {
      const isForEver = file.startsWith(path.join(folder, ASSETS));
      reply.header('cache-control', isForEver ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  http.setNotFoundHandler((request, reply) => {
    const { method, url, headers } = request;
    const isRead = method === 'GET' || method === 'HEAD';
    if (isRead && !url.startsWith(`/${ASSETS}`) && headers.accept?.includes('text/html')) {
      return reply.sendFile('index.html');
    }
    return reply
      .code(404)
      .header('cache-control', 'no-store')
      .send({ error: { code: 'NOT_FOUND', message: 'There is nothing here.' } });
  });
}

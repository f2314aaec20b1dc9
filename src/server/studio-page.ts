import path from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

/** What the build puts there has its content's hash in its name. */
const ASSETS = 'assets/';

/** How the build names files: nothing that leads out of the folder. */
const FILE = /^([\w-]+\/)*[\w-]+(\.[\w-]+)+$/;

/**
 * The page at /, as the build left it in the folder, compressed already. What is named like a file is one; whatever
 * else a browser opens and no other route serves is the page itself, because its own addresses, such as
 * /projects/prj_…/history, can be opened directly. They never hold a dot.
 */
export async function serveStudioPage(http: FastifyInstance, folder: string): Promise<void> {
  await http.register(fastifyStatic, {
    root: folder,
    serve: false,
    preCompressed: true,
    cacheControl: false,
    setHeaders: (reply, file) => {
      const isForEver = file.startsWith(path.join(folder, ASSETS));
      reply.header('cache-control', isForEver ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  http.get<{ Params: { '*': string } }>('/*', ({ params, headers }, reply) => {
    const asked = params['*'];
    if (FILE.test(asked)) return reply.sendFile(asked);
    if (asked === '' || headers.accept?.includes('text/html')) return reply.sendFile('index.html');
    return reply.callNotFound();
  });
}

import path from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

/** The names of files in this folder contain a hash of their content. */
const ASSETS = 'assets/';

/** The names that the build gives to files. None leads out of the folder. */
const FILE = /^([\w-]+\/)*[\w-]+(\.[\w-]+)+$/;

/**
 * Serves the studio at /, from the built folder with its compressed files. A path with a dot is a file. Every other path that
 * no route handles returns the page itself, because its client-side routes, such as /projects/prj_…/history, can be opened
 * directly; they never contain a dot.
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
  // Share links have a page of their own, which search engines must not index.
  http.get('/s', (_request, reply) => reply.header('x-robots-tag', 'noindex').sendFile('share.html'));
  http.get<{ Params: { '*': string } }>('/*', ({ params, headers }, reply) => {
    const asked = params['*'];
    if (FILE.test(asked)) return reply.sendFile(asked);
    if (asked === '' || headers.accept?.includes('text/html')) return reply.sendFile('index.html');
    return reply.callNotFound();
  });
}

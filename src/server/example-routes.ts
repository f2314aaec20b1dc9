import type { FastifyInstance } from 'fastify';
import type { ExamplePictures } from '../examples/example-pictures.ts';
import { HttpRefusal } from './http-refusal.ts';

/** A new version may draw it better. */
const MAX_AGE_SECONDS = 24 * 60 * 60; // 1 day

/** `GET` and `HEAD /examples/:name.webp`. The pictures are the same for everybody, so that no credential is needed. */
export function serveExamples(http: FastifyInstance, pictures: ExamplePictures): void {
  http.get<{ Params: { name: string } }>('/examples/:name.webp', async ({ params }, reply) => {
    const bytes = await pictures.find(params.name);
    if (!bytes) throw new HttpRefusal(404, 'NOT_FOUND', 'There is no example of this name.');
    return reply
      .headers({ 'content-type': 'image/webp', 'cache-control': `public, max-age=${MAX_AGE_SECONDS}` })
      .send(bytes);
  });
}

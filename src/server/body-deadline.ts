import { PassThrough } from 'node:stream';
import type { preParsingHookHandler } from 'fastify';
import { HttpRefusal } from './http-refusal.ts';

/** Gives a body so long to arrive. Who sends it drop by drop would hold a connection and its memory for ever. */
export function bodyDeadline(seconds: number): preParsingHookHandler {
  return (request, reply, _payload, done) => {
    const body = new PassThrough();
    body.on('error', () => undefined); // a request that has been refused meanwhile has nobody who listens
    const timer = setTimeout(() => {
      void reply.header('connection', 'close'); // the rest of the body will not be read
      const message = `The body took longer than LIMIT_BODY_SECONDS, ${seconds}. Send it faster, or less.`;
      body.destroy(
        new HttpRefusal(408, 'BAD_REQUEST', message, { limit: { name: 'LIMIT_BODY_SECONDS', max: seconds } }),
      );
    }, seconds * 1000);
    body.once('close', () => clearTimeout(timer));
    reply.raw.once('close', () => {
      clearTimeout(timer);
      request.raw.unpipe(body).resume(); // what was answered without being read to its end flows away
    });
    request.raw.once('close', () => {
      if (!request.raw.complete) body.destroy();
    });
    request.raw.pipe(body);
    done(null, body);
  };
}

import { PassThrough, type Readable } from 'node:stream';
import type { preParsingHookHandler } from 'fastify';
import { HttpRefusal } from './http-refusal.ts';

/** Gives a body so long to arrive. Who sends it drop by drop would hold a connection and its memory for ever. */
export function bodyDeadline(seconds: number): preParsingHookHandler {
  return (_request, reply, payload, done) => {
    const body = new PassThrough();
    const timer = setTimeout(() => {
      void reply.header('connection', 'close'); // the rest of the body will not be read
      const message = `The body took longer than LIMIT_BODY_SECONDS, ${seconds}. Send it faster, or less.`;
      body.destroy(
        new HttpRefusal(408, 'BAD_REQUEST', message, { limit: { name: 'LIMIT_BODY_SECONDS', max: seconds } }),
      );
    }, seconds * 1000);
    body.once('close', () => clearTimeout(timer));
    (payload as Readable).once('close', () => body.destroy()); // fastify types it by the one method that it calls
    payload.pipe(body);
    done(null, body);
  };
}

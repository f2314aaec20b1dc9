import type { onRequestHookHandler } from 'fastify';
import { HttpRefusal } from './http-refusal.ts';

/** Gives a body so long to arrive. Who sends it drop by drop would hold a connection and its memory for ever. */
export function bodyDeadline(seconds: number): onRequestHookHandler {
  const message = `The body took longer than LIMIT_BODY_SECONDS, ${seconds}. Send it faster, or less.`;
  const refusal = new HttpRefusal(408, 'BAD_REQUEST', message, { limit: { name: 'LIMIT_BODY_SECONDS', max: seconds } });
  return ({ raw }, reply, done) => {
    const timer = setTimeout(() => {
      if (raw.complete || reply.sent) return;
      reply.raw.once('finish', () => raw.destroy()); // the rest of the body will not be read
      void reply.header('connection', 'close').send(refusal);
    }, seconds * 1000);
    raw.once('close', () => clearTimeout(timer));
    done();
  };
}

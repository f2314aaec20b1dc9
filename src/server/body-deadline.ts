import type { IncomingMessage } from 'node:http';
import type { FastifyReply, onRequestHookHandler, preValidationHookHandler } from 'fastify';
import { HttpRefusal } from './http-refusal.ts';

/** How often bodies that are still to come are looked at. */
const LOOK_INTERVAL_MS = 250;

interface Arriving {
  readonly reply: FastifyReply;
  readonly since: number;
}

/**
 * Gives a body so long to arrive. Who sends it drop by drop would hold a connection and its memory for ever. Most bodies
 * are there at once, so there is one timer for all, and only while one is still to come.
 */
export function bodyDeadline(seconds: number): {
  readonly onRequest: onRequestHookHandler;
  readonly preValidation: preValidationHookHandler;
} {
  const arriving = new Map<IncomingMessage, Arriving>();
  let looking: NodeJS.Timeout | null = null;
  const look = () => {
    for (const [body, { reply, since }] of arriving) {
      const isLate = performance.now() - since > seconds * 1000;
      if (isLate) refuse(body, reply, seconds);
      if (isLate || body.complete || body.destroyed || reply.sent) arriving.delete(body);
    }
    if (arriving.size > 0 || !looking) return;
    clearInterval(looking);
    looking = null;
  };
  return {
    onRequest({ raw }, reply, done) {
      arriving.set(raw, { reply, since: performance.now() });
      looking ??= setInterval(look, LOOK_INTERVAL_MS);
      done();
    },
    preValidation({ raw }, _reply, done) {
      arriving.delete(raw); // it is here, and read
      done();
    },
  };
}

function refuse(body: IncomingMessage, reply: FastifyReply, seconds: number): void {
  if (body.complete || body.destroyed || reply.sent) return;
  const message = `The body took longer than LIMIT_BODY_SECONDS, ${seconds}. Send it faster, or less.`;
  const refusal = new HttpRefusal(408, 'BAD_REQUEST', message, { limit: { name: 'LIMIT_BODY_SECONDS', max: seconds } });
  reply.raw.once('finish', () => body.destroy()); // the rest of the body will not be read
  void reply.header('connection', 'close').send(refusal);
}

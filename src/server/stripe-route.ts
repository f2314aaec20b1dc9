import type { FastifyPluginAsync } from 'fastify';
import { isUnavailable } from '../graphql/errors.ts';
import { HttpRefusal } from './http-refusal.ts';

export interface StripeRouteOptions {
  /** False: the body is not signed by Stripe. */
  readonly receive: (body: Buffer, signature: string) => Promise<boolean>;
}

/** Events of Stripe are some kilobytes. */
const BODY_BYTES_MAX = 262_144; // 256 KiB

/**
 * `POST /stripe/events`. The signature is over the bytes of the body, so they are left as they came. 200 is answered once
 * what the event says is written down; Stripe sends it again otherwise.
 */
export const stripeRoute: FastifyPluginAsync<StripeRouteOptions> = async (app, { receive }) => {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: BODY_BYTES_MAX }, (_request, body, done) =>
    done(null, body),
  );
  app.setErrorHandler((error) => {
    const isTooLarge = error instanceof Error && 'code' in error && error.code === 'FST_ERR_CTP_BODY_TOO_LARGE';
    throw isTooLarge ? new HttpRefusal(413, 'BAD_REQUEST', `An event has at most ${BODY_BYTES_MAX} bytes.`) : error;
  });
  app.post('/stripe/events', { bodyLimit: BODY_BYTES_MAX }, async ({ body, headers }, reply) => {
    const signature = headers['stripe-signature'];
    const isSigned =
      Buffer.isBuffer(body) &&
      typeof signature === 'string' &&
      (await receive(body, signature).catch(toldAsUnavailable));
    if (!isSigned) {
      throw new HttpRefusal(400, 'BAD_REQUEST', 'The body is not signed with a secret of STRIPE_WEBHOOK_SECRET.');
    }
    return reply.header('cache-control', 'no-store').send({ received: true });
  });
};

function toldAsUnavailable(error: unknown): never {
  if (!isUnavailable(error)) throw error;
  throw new HttpRefusal(503, 'UNAVAILABLE', 'The event could not be written down. Send it again.');
}

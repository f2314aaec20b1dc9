import { createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type FormFields, formFields, fieldsAt, textAt } from './form-fields.ts';
import { type FakeEvent, RefusedCall, StripeAccount } from './stripe-account.ts';

export const FAKE_WEBHOOK_SECRET = 'whsec_fake';

interface Answer {
  readonly status: number;
  readonly body: object;
}

/**
 * Stripe as the far end of a real network: its calls over HTTP with their idempotency keys, its page for buyers, and signed
 * events. It can lose answers: the work is done, and the connection breaks before the answer.
 */
export class FakeStripe {
  readonly account: StripeAccount;
  readonly url: string;
  /** Says of each call whether its answer gets lost. */
  losesAnswer: (path: string) => boolean = () => false;
  /** Where events are sent as they happen; null: they are only kept. */
  endpoint: string | null = null;
  readonly #answers = new Map<string, Answer & { readonly params: string }>();
  readonly #close: () => Promise<void>;

  private constructor(url: string, close: () => Promise<void>) {
    this.url = url;
    this.#close = close;
    this.account = new StripeAccount(url);
    this.account.onEvent = (event) => {
      if (this.endpoint !== null) this.deliver(event).catch(() => undefined); // lost, as events may be
    };
  }

  static async open(): Promise<FakeStripe> {
    const server = createServer((request, response) => void fake.#serve(request, response));
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const { port } = server.address() as AddressInfo; // it listens on a port
    const fake = new FakeStripe(`http://127.0.0.1:${port}`, async () => {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    });
    return fake;
  }

  close(): Promise<void> {
    return this.#close();
  }

  /** As the environment would set them. */
  get variables(): Record<string, string> {
    return { STRIPE_SECRET_KEY: 'sk_test_fake', STRIPE_WEBHOOK_SECRET: FAKE_WEBHOOK_SECRET, STRIPE_URL: this.url };
  }

  /** Sends an event as Stripe does. The status that it was answered with. */
  async deliver(event: FakeEvent, to = this.endpoint, secret = FAKE_WEBHOOK_SECRET): Promise<number> {
    if (to === null) throw new Error('there is nowhere to deliver events to');
    const body = JSON.stringify(event);
    const answer = await fetch(to, { method: 'POST', headers: { 'stripe-signature': signed(body, secret) }, body });
    await answer.arrayBuffer();
    return answer.status;
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer); // a request without an encoding gives buffers
    const text = Buffer.concat(chunks).toString();
    const { pathname, search } = new URL(request.url ?? '/', this.url);
    if (pathname.startsWith('/pay/')) return this.#servePage(pathname.slice(5), request.method === 'POST', response);
    const key = request.headers['idempotency-key'];
    const call = { route: `${request.method} ${pathname}`, text: text === '' ? search.slice(1) : text };
    const { status, body } = this.#answer(call, typeof key === 'string' ? key : null);
    if (this.losesAnswer(pathname)) return void request.socket.destroy();
    response.writeHead(status, { 'content-type': 'application/json', 'request-id': this.account.newId('req') });
    response.end(JSON.stringify(body));
  }

  #answer({ route, text }: { route: string; text: string }, key: string | null): Answer {
    const known = key === null ? undefined : this.#answers.get(key);
    if (known && known.params !== text) {
      return { status: 400, body: { error: { type: 'idempotency_error', message: 'other parameters' } } };
    }
    const answer = known ?? this.#call(route, formFields(text));
    if (key !== null) this.#answers.set(key, { ...answer, params: text });
    return answer;
  }

  #call(route: string, params: FormFields): Answer {
    try {
      return { status: 200, body: this.#done(route, params) };
    } catch (error) {
      if (error instanceof RefusedCall) return error;
      throw error;
    }
  }

  #done(route: string, params: FormFields): object {
    const { account } = this;
    const id = route.split('/').at(-1) ?? '';
    switch (route.replace(/_\d+$/, '_')) {
      case 'POST /v1/customers':
        return { id: account.newId('cus'), object: 'customer' };
      case 'POST /v1/checkout/sessions':
        return account.createSession(params);
      case 'GET /v1/checkout/sessions/cs_test_': {
        const session = account.session(id);
        return { ...session, payment_intent: account.intents.get(session.payment_intent ?? '') ?? null };
      }
      case 'POST /v1/payment_intents':
        return account.charge(params);
      case 'GET /v1/payment_intents/pi_':
        return account.intent(id);
      case 'POST /v1/refunds':
        return account.refund(
          textAt(params, 'payment_intent') ?? '',
          Number(params['amount']),
          fieldsAt(params, 'metadata'),
        );
      case 'POST /v1/billing_portal/sessions':
        return { id: account.newId('bps'), url: `${this.url}/portal/${textAt(params, 'customer')}` };
      case 'GET /v1/refunds':
        return page(account.refunds.filter(isOfIntent(params)), params);
      case 'GET /v1/disputes':
        return page(account.disputes.filter(isOfIntent(params)), params);
      case 'GET /v1/payment_intents': {
        const since = Number(textAt(params, 'created', 'gte') ?? 0);
        const customer = textAt(params, 'customer');
        const all = [...account.intents.values()].filter(({ created }) => created >= since);
        return page(customer === null ? all : all.filter((each) => each.customer === customer), params);
      }
      default:
        throw new RefusedCall(404, { type: 'invalid_request_error', message: `the fake has no ${route}` });
    }
  }

  /** The page on which a person pays. */
  #servePage(sessionId: string, isPaid: boolean, response: ServerResponse): void {
    const session = this.account.session(sessionId);
    if (isPaid) {
      this.account.pay(sessionId);
      response.writeHead(303, { location: session.success_url }).end();
      return;
    }
    const total = (session.amount_total / 100).toFixed(2);
    response.writeHead(200, { 'content-type': 'text/html' }).end(`<!doctype html><title>Checkout</title>
      <h1>${session.product}</h1><p>${total} ${session.currency}</p>
      <form method="post"><button>Pay</button></form><a href="${session.cancel_url}">Back</a>`);
  }
}

function isOfIntent(params: FormFields) {
  return ({ payment_intent }: { readonly payment_intent: string }) =>
    payment_intent === textAt(params, 'payment_intent');
}

function page(all: readonly { readonly id: string }[], params: FormFields): object {
  const start = all.findIndex(({ id }) => id === textAt(params, 'starting_after')) + 1;
  const data = all.slice(start, start + Number(textAt(params, 'limit') ?? 10));
  return { object: 'list', url: '/', data, has_more: start + data.length < all.length };
}

/** As Stripe signs: https://docs.stripe.com/webhooks#verify-manually */
function signed(body: string, secret: string): string {
  const timestamp = Math.floor(Date.now() / 1000);
  const signature = createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex');
  return `t=${timestamp},v1=${signature}`;
}

import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';

export interface ReceivedWebhook {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

type Respond = (response: ServerResponse, request: ReceivedWebhook) => void;

/** A receiver as the far end of a real network: it keeps what it is sent, and answers as the test says. */
export class WebhookReceiver {
  readonly received: ReceivedWebhook[] = [];
  readonly url: string;
  #respond: Respond = (response) => response.writeHead(204).end();
  readonly #close: () => Promise<void>;

  private constructor(url: string, close: () => Promise<void>) {
    this.url = url;
    this.#close = close;
  }

  static async open(host = '127.0.0.1', port = 0): Promise<WebhookReceiver> {
    const server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => void chunks.push(chunk));
      request.on('end', () => {
        const webhook = { path: request.url ?? '', headers: request.headers, body: Buffer.concat(chunks).toString() };
        receiver.received.push(webhook);
        receiver.#respond(response, webhook);
      });
    });
    await new Promise<void>((listening) => server.listen(port, host, listening));
    const { port: own } = server.address() as AddressInfo; // it listens on a port
    const receiver = new WebhookReceiver(`http://${host}:${own}`, async () => {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    });
    return receiver;
  }

  /** From now on it answers so. */
  answer(respond: Respond): void {
    this.#respond = respond;
  }

  /** The received webhooks, each once. One whose lease ends while it is sent is sent again under the same id. */
  webhooks(): readonly ReceivedWebhook[] {
    return [...new Map(this.received.map((webhook) => [webhook.headers['webhook-id'], webhook])).values()];
  }

  /** The types of the given webhooks, by default of all that were received, in the order of arrival. */
  types(webhooks: readonly ReceivedWebhook[] = this.received): string[] {
    return webhooks.map(({ body }) => (JSON.parse(body) as { type: string }).type); // every body has a type
  }

  close(): Promise<void> {
    return this.#close();
  }
}

/** The message, if a receiver that knows this secret takes it; throws otherwise. */
export function verified({ headers, body }: ReceivedWebhook, secret: string): unknown {
  return new Webhook(secret).verify(body, headers as Record<string, string>); // it reads three of them, which are texts
}

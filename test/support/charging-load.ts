import { Callers } from './callers.ts';
import type { GraphqlClient } from './graphql-client.ts';
import { performPrompt } from './operations.ts';
import { until } from './until.ts';

/** What was answered under a key. */
export interface Charged {
  readonly projectId: string;
  readonly actionId: string;
  readonly sequence: number;
}

interface ChargingLoadOptions {
  /** Asked at each call: a server that is started anew has another client. */
  readonly clients: () => readonly GraphqlClient[];
  readonly projectIds: readonly string[];
  readonly callers: number;
}

/** Callers that perform Prompts through all servers, each under its key until it is answered for good. */
export class ChargingLoad {
  /** By the key. */
  readonly charged = new Map<string, Charged>();
  /** Keys that were answered twice, and not alike. */
  readonly contradictions: string[] = [];
  /** How many calls were told that the outcome is not known, or were told nothing. */
  unknown = 0;
  longestCallMs = 0;
  readonly #options: ChargingLoadOptions;
  readonly #callers: Callers;

  constructor(options: ChargingLoadOptions) {
    this.#options = options;
    this.#callers = new Callers(options.callers, (caller, earlier) =>
      this.#untilAnswered(caller, `${caller} ${earlier}`),
    );
  }

  /** Resolves when so many more have been answered. Rejects where a call was answered as none may be. */
  async goesOn(more = 200): Promise<void> {
    const then = this.charged.size + more;
    await Promise.race([until(() => this.charged.size >= then), this.#callers.ended]);
  }

  /** Resolves when so many more calls have not been answered. */
  async isRefused(more = 1): Promise<void> {
    const then = this.unknown + more;
    await Promise.race([until(() => this.unknown >= then), this.#callers.ended]);
  }

  /** Every key is answered before it resolves. */
  stop(): Promise<void> {
    return this.#callers.stop();
  }

  /** The same request again and again, at one server after the other, until it is known. Now and then once more after that. */
  async #untilAnswered(caller: number, key: string): Promise<void> {
    const { clients, projectIds } = this.#options;
    const projectId = projectIds[caller % projectIds.length] ?? '';
    for (let attempt = caller; ; attempt += 1) {
      const open = clients();
      const charged = await this.#perform(open[attempt % open.length], projectId, key);
      if (charged === null) continue;
      const earlier = this.charged.get(key);
      if (earlier && (earlier.actionId !== charged.actionId || earlier.sequence !== charged.sequence)) {
        this.contradictions.push(key);
      }
      this.charged.set(key, charged);
      if (earlier || !key.endsWith('7')) return;
    }
  }

  /** Null where the answer is that the outcome is unknown, or none comes. Throws at any other answer. */
  async #perform(
    client: GraphqlClient | undefined,
    projectId: string,
    idempotencyKey: string,
  ): Promise<Charged | null> {
    const input = { projectId, idempotencyKey, prompt: 'a ring' };
    const askedAt = performance.now();
    const response = await client?.ask(performPrompt, { input }).catch(() => null); // it is being killed
    this.longestCallMs = Math.max(this.longestCallMs, performance.now() - askedAt);
    if (!response || response.errors?.[0]?.extensions.code === 'UNAVAILABLE') {
      this.unknown += 1;
      return null;
    }
    const result = response.data?.performPrompt;
    if (result?.__typename !== 'PerformedAction') throw new Error(`not performed: ${JSON.stringify(response)}`);
    return { projectId, actionId: result.action.id, sequence: result.transaction.sequence };
  }
}

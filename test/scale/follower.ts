import { setTimeout as sleep } from 'node:timers/promises';
import { GraphqlClient } from '../support/graphql-client.ts';
import { balanceChanged } from '../support/operations.ts';
import { until } from '../support/until.ts';

/** Between two tries to come back, as a client waits. */
const COME_BACK_MS = 50;

interface FollowerOptions {
  /** It begins at the first, and comes back at the next one after every cut. */
  readonly urls: readonly string[];
  readonly key: string;
  readonly projectId: string;
}

/** Follows the balance of a project from its first line, through every cut: each time after what it has seen. */
export class Follower {
  readonly projectId: string;
  /** The balance after each line. */
  readonly balances: number[] = [];
  /** Whatever came in another order, twice, or was refused for another reason than that the database is away. */
  readonly faults: string[] = [];
  readonly #options: FollowerOptions;
  #client: GraphqlClient | null = null;
  #isStopped = false;
  readonly #following: Promise<void>;

  constructor(options: FollowerOptions) {
    this.projectId = options.projectId;
    this.#options = options;
    this.#following = this.#follow();
  }

  /** Resolves when it has seen this line. */
  async sees(sequence: number): Promise<void> {
    await until(() => this.balances.length >= sequence);
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    await this.#client?.close();
    await this.#following;
  }

  async #follow(): Promise<void> {
    const { urls, key } = this.#options;
    for (let at = 0; !this.#isStopped; at += 1) {
      this.#client = new GraphqlClient(urls[at % urls.length] ?? '', key);
      await this.#watch(this.#client).catch((error: unknown) => this.#noteEnd(error));
      await this.#client.close();
      await sleep(COME_BACK_MS);
    }
  }

  async #watch(client: GraphqlClient): Promise<void> {
    const afterSequence = this.balances.length;
    for await (const { data, errors } of client.watch(balanceChanged, { projectId: this.projectId, afterSequence })) {
      if (!data) throw errors;
      const { sequence, balance } = data.balanceChanged;
      if (sequence !== this.balances.length + 1) this.faults.push(`after ${this.balances.length} came ${sequence}`);
      this.balances[sequence - 1] = balance;
    }
  }

  /** A socket that was closed is none of the ledger's faults, nor is a database that is away. */
  #noteEnd(error: unknown): void {
    if (!Array.isArray(error)) return;
    const refused: readonly { readonly extensions?: { readonly code?: string } }[] = error; // the errors of a GraphQL answer
    const others = refused.filter(({ extensions }) => extensions?.code !== 'UNAVAILABLE');
    if (others.length > 0) this.faults.push(JSON.stringify(others));
  }
}

import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { GraphqlClient } from '../support/graphql-client.ts';
import { ledgerOf, performPrompt } from '../support/operations.ts';

/** One who pays for Prompts all the while, each under a key of its own until it is known to be performed. */
export class Payer {
  performed = 0;
  readonly #client: GraphqlClient;
  readonly #projectId: string;
  readonly #working: Promise<void>;

  constructor(client: GraphqlClient, projectId: string, signal: AbortSignal) {
    this.#client = client;
    this.#projectId = projectId;
    this.#working = this.#work(signal);
  }

  /** Once the signal has aborted and its last Prompt is known. Throws where one was refused for good. */
  ended(): Promise<void> {
    return this.#working;
  }

  async #work(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const input = { projectId: this.#projectId, idempotencyKey: randomUUID(), prompt: 'a ring' };
      while (!(await this.#isPerformed(input))) await sleep(100);
      this.performed += 1;
      await sleep(500); // about as often as the built-in engine paints one
    }
  }

  async #isPerformed(input: { projectId: string; idempotencyKey: string; prompt: string }): Promise<boolean> {
    const { data, errors } = await this.#client.ask(performPrompt, { input });
    if (errors?.[0]?.extensions.code === 'UNAVAILABLE') return false;
    if (data?.performPrompt.__typename === 'PerformedAction') return true;
    throw new Error(`not performed: ${JSON.stringify({ data, errors })}`);
  }
}

export interface Wait {
  readonly at: number;
  readonly ms: number;
  /** "no error", or the code of the error. */
  readonly code: string;
}

/** One who reads the ledger ten times a second, and how long each answer took. */
export async function readAllTheWhile(client: GraphqlClient, projectId: string, signal: AbortSignal): Promise<Wait[]> {
  const waits: Wait[] = [];
  while (!signal.aborted) {
    const at = performance.now();
    const code = await client.codeOf(ledgerOf, { id: projectId, first: 20 });
    waits.push({ at, ms: performance.now() - at, code });
    await sleep(100);
  }
  return waits;
}

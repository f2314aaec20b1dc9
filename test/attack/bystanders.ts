import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { GraphqlClient } from '../support/graphql-client.ts';
import { ledgerOf, performPrompt } from '../support/operations.ts';
import type { Target } from './target.ts';

const READ_PAUSE_MS = 100;

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

/** What the thread of one who reads is given. */
export interface Reading {
  readonly url: string;
  readonly authorization: string;
  /** Of its request. */
  readonly body: string;
  /** From one answer to the next question. */
  readonly pauseMs: number;
  /** Of the thread that the times of its waits are told to. */
  readonly timeOrigin: number;
}

/** One who reads the ledger ten times a second, in a thread of its own, and how long each answer took. */
export async function readAllTheWhile(
  { url }: Target,
  client: GraphqlClient,
  projectId: string,
  signal: AbortSignal,
): Promise<Wait[]> {
  const body = JSON.stringify({ query: ledgerOf.toString(), variables: { id: projectId, first: 20 } });
  const { timeOrigin } = performance;
  const reading: Reading = {
    url: `${url}/graphql`,
    authorization: client.authorization,
    body,
    pauseMs: READ_PAUSE_MS,
    timeOrigin,
  };
  const thread = new Worker(path.join(import.meta.dirname, 'reading-thread.mts'), { workerData: reading });
  signal.addEventListener('abort', () => thread.postMessage('stop', []));
  const [waits] = (await once(thread, 'message')) as [Wait[]]; // it has one message; its errors are thrown here
  await thread.terminate();
  return waits;
}

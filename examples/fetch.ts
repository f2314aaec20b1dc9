/** Darkroom with fetch alone: a Prompt that is charged once, however often it has to be sent. */
import { setTimeout as wait } from 'node:timers/promises';

export interface Server {
  /** Such as http://127.0.0.1:4000/graphql. */
  readonly url: string;
  /** An API key or an access token. */
  readonly secret: string;
}

interface Answer<Data> {
  readonly data?: Data | null;
  readonly errors?: readonly {
    readonly message: string;
    readonly extensions: { readonly code: string; readonly retryAfterSeconds?: number };
  }[];
}

const TRIES_MAX = 8;
const WAIT_MS = 250;
const WAIT_MS_MAX = 10_000; // 10 seconds

/** Repeats the same request until its outcome is known. A mutation that moves credits has its idempotency key in its variables. */
export async function send<Data>({ url, secret }: Server, query: string, variables: object): Promise<Data> {
  for (let tries = 1; ; tries += 1) {
    const answer = await post<Data>(url, secret, JSON.stringify({ query, variables }));
    const [error] = answer?.errors ?? [];
    if (answer?.data && !error) return answer.data;
    const code = error?.extensions.code ?? 'UNAVAILABLE'; // no answer: the outcome is not known either
    if (!['UNAVAILABLE', 'RATE_LIMITED'].includes(code) || tries === TRIES_MAX) {
      throw new Error(`${code}: ${error?.message ?? 'no answer'}`);
    }
    const backOffMs = Math.min(WAIT_MS * 2 ** tries, WAIT_MS_MAX) * (0.5 + Math.random() / 2);
    await wait((error?.extensions.retryAfterSeconds ?? 0) * 1000 || backOffMs);
  }
}

/** Null where there was no answer in GraphQL. */
async function post<Data>(url: string, secret: string, body: string): Promise<Answer<Data> | null> {
  try {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${secret}` };
    const response = await fetch(url, { method: 'POST', headers, body });
    return (await response.json()) as Answer<Data>; // the shape of every GraphQL answer
  } catch {
    return null; // refused, cut off, or no JSON, as a proxy answers
  }
}

const PROMPT = `
  mutation Prompt($input: PerformPromptInput!) {
    performPrompt(input: $input) {
      __typename
      ... on PerformedAction { action { id } project { balance } replayed }
      ... on UserError { message }
    }
  }`;

export interface PromptInput {
  readonly projectId: string;
  readonly idempotencyKey: string;
  readonly prompt: string;
}

export interface Performed {
  readonly __typename: 'PerformedAction';
  readonly action: { readonly id: string };
  readonly project: { readonly balance: number };
  readonly replayed: boolean;
}

/** Throws what was refused, such as too few credits, with the message for the person. */
export async function performPrompt(server: Server, input: PromptInput): Promise<Performed> {
  const { performPrompt: result } = await send<{
    performPrompt: Performed | { readonly __typename: string; readonly message: string };
  }>(server, PROMPT, { input });
  if ('message' in result) throw new Error(`${result.__typename}: ${result.message}`);
  return result;
}

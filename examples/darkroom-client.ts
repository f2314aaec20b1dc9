/** Darkroom with its own client: a Prompt that is charged once, and the live balance. */
import { DarkroomClient } from '../packages/client/src/darkroom-client.ts'; // '@darkroom/client' outside this checkout

export interface Followed {
  readonly balance: number;
  readonly sequence: number;
}

/** Performs a Prompt. The client makes the idempotency key, and sends the request until its outcome is known. */
export async function perform(client: DarkroomClient, projectId: string, prompt: string): Promise<number> {
  const outcome = await client.perform('PROMPT', { projectId, prompt });
  if (outcome.__typename === 'PerformedAction') return outcome.project.balance;
  if (outcome.__typename === 'InsufficientCreditsError')
    throw new Error(`it costs ${outcome.required} credits, and ${outcome.available} are left`);
  throw new Error(outcome.message);
}

/** Tells the present balance, then each change, also after the connection was cut. Returns how to stop. */
export function follow(client: DarkroomClient, projectId: string, onBalance: (balance: Followed) => void): () => void {
  const stop = new AbortController();
  const loop = async () => {
    for await (const balance of client.watchBalance(projectId, { signal: stop.signal })) onBalance(balance);
  };
  void loop();
  return () => stop.abort();
}

export function openDarkroom(url: string, secret: string): DarkroomClient {
  return new DarkroomClient({ url, secret });
}

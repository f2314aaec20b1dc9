import { setTimeout as sleep } from 'node:timers/promises';

const POLL_MS = 10;

type Waiting<Answer> = Answer | false | null;

/** Resolves with the first answer that is neither false nor null. A test's own time limit ends the wait. */
export async function until<Answer>(ask: () => Waiting<Answer> | Promise<Waiting<Answer>>): Promise<Answer> {
  for (;;) {
    const answer = await ask();
    if (answer !== false && answer !== null) return answer;
    await sleep(POLL_MS);
  }
}

import { randomUUID } from 'node:crypto';
import { closedLoop, type LoopResult } from '../measuring/closed-loop.ts';
import { LightHttp } from './light-http.ts';
import type { LoadSettings } from './load.ts';
import { PERFORM_PROMPT, PROMPT } from './perform-prompt.ts';

/** Every connection performs Prompts one after the other; the projects are taken in turns. Rejects at any other answer. */
export async function chargeOverHttp(settings: LoadSettings): Promise<LoopResult> {
  const { urls, connections, durationMs, authorization, projectIds } = settings;
  const open = urls.flatMap((url) =>
    Array.from({ length: connections }, () => new LightHttp(`${url}/graphql`, { authorization })),
  );
  const result = await closedLoop({ callers: open.length, durationMs }, async (caller) => {
    const projectId = projectIds[caller % projectIds.length];
    const input = { projectId, idempotencyKey: `order-${randomUUID()}`, prompt: PROMPT };
    const response = await open[caller]?.post(JSON.stringify({ query: PERFORM_PROMPT, variables: { input } }));
    if (!response?.includes('"__typename":"PerformedAction"')) throw new Error(`not performed: ${response}`);
  });
  for (const connection of open) connection.close();
  return result;
}

import { randomUUID } from 'node:crypto';
import { closedLoop } from '../measuring/closed-loop.ts';
import { answerCalls, settings } from '../processes/answer-calls.ts';
import { LightHttp } from './light-http.ts';
import type { LoadCalls, LoadSettings } from './load.ts';
import { PERFORM_PROMPT, PROMPT } from './perform-prompt.ts';

await settings();
answerCalls<LoadCalls>({ measure });

async function measure({ urls, connections, durationMs, authorization, projectIds }: LoadSettings) {
  const open = urls.flatMap((url) =>
    Array.from({ length: connections }, () => new LightHttp(`${url}/graphql`, { authorization })),
  );
  const result = await closedLoop({ callers: open.length, durationMs }, async (caller) => {
    const projectId = projectIds[caller % projectIds.length];
    const input = { projectId, idempotencyKey: `order-${randomUUID()}`, prompt: PROMPT };
    const answer = await open[caller]?.post(JSON.stringify({ query: PERFORM_PROMPT, variables: { input } }));
    if (!answer?.includes('"__typename":"PerformedAction"')) throw new Error(`not performed: ${answer}`);
  });
  for (const connection of open) connection.close();
  return result;
}

import { action, performPrompt, performPromptEdit } from '../support/operations.ts';
import { until } from '../support/until.ts';
import type { OpenHouse } from './open-house.ts';

/** Makes a picture of a chair and one of a red chair that continues it, for 6 credits. */
export async function refineChair(house: OpenHouse, projectId: string): Promise<void> {
  const made = await house.client.send(performPrompt, {
    input: { projectId, prompt: 'A chair', idempotencyKey: 'chair' },
  });
  const actionId = await succeeded(house, made.performPrompt);
  const input = { projectId, actionId, prompt: 'A red chair', idempotencyKey: 'red' };
  await succeeded(house, (await house.client.send(performPromptEdit, { input })).performPromptEdit);
}

async function succeeded(
  house: OpenHouse,
  performed: { __typename: string; action?: { id: string } },
): Promise<string> {
  if (!performed.action) throw new Error(`refused: ${performed.__typename}`);
  const { id } = performed.action;
  await until(async () => (await house.client.send(action, { id })).action?.status === 'SUCCEEDED');
  return id;
}

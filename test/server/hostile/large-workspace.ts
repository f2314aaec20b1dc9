import { randomUUID } from 'node:crypto';
import type { GraphqlClient } from '../../support/graphql-client.ts';
import { grantCredits, performPrompt } from '../../support/operations.ts';

/** As many as a page of projects may have. */
const PROJECTS = 200;

export interface LargeWorkspace {
  /** The project in which much has happened. */
  readonly projectId: string;
}

export interface Happened {
  readonly grants: number;
  readonly charges: number;
}

/** A page full of projects, with something in each, and one project with a long history. */
export async function fillWorkspace(
  studio: { readonly newProject: (client: GraphqlClient, credits: number) => Promise<string> },
  client: GraphqlClient,
  { grants, charges }: Happened,
): Promise<LargeWorkspace> {
  const perform = (projectId: string) =>
    client.send(performPrompt, { input: { projectId, idempotencyKey: randomUUID(), prompt: 'a ring' } });
  await inTens(PROJECTS - 2, async () => {
    const projectId = await studio.newProject(client, 100);
    await perform(projectId);
  });
  const projectId = await studio.newProject(client, 5 * charges);
  await inTens(charges, () => perform(projectId));
  await inTens(grants, () =>
    client.send(grantCredits, { input: { projectId, idempotencyKey: randomUUID(), credits: 1, note: 'one more' } }),
  );
  return { projectId };
}

async function inTens(count: number, act: () => Promise<unknown>): Promise<void> {
  let left = count;
  const inTurn = async () => {
    while (left > 0) {
      left -= 1;
      await act();
    }
  };
  await Promise.all(Array.from({ length: 10 }, inTurn));
}

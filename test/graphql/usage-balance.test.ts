import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { graphql } from '../support/generated/index.ts';
import type { GraphqlClient } from '../support/graphql-client.ts';
import { grantCredits, performPrompt } from '../support/operations.ts';
import { startStudio, type Studio } from '../support/studio.ts';

const balances = graphql(`
  query Balances($id: ID!, $from: DateTime!, $to: DateTime!) {
    project(id: $id) {
      usage(from: $from, to: $to, interval: DAY) {
        buckets {
          start
          credits
          balanceAfter
        }
      }
    }
  }
`);

const DAY_MS = 86_400_000;
const MONDAY = Date.UTC(2026, 10, 16);

let now = MONDAY + DAY_MS / 2;
let studio: Studio;
let admin: GraphqlClient;
beforeAll(async () => {
  studio = await startStudio({ workers: 0, clock: () => now });
  admin = await studio.client();
});
afterAll(() => studio.stop());

test('each bucket tells the balance that it left: as it is now where it goes on, none where it has not begun', async () => {
  const projectId = await studio.newProject(admin, 100);
  const expiresAt = new Date(MONDAY + 2 * DAY_MS).toISOString(); // as Wednesday begins
  await admin.send(grantCredits, { input: { projectId, idempotencyKey: 'lapses', credits: 40, expiresAt } });
  now = MONDAY + DAY_MS + 1;
  await admin.send(performPrompt, { input: { projectId, idempotencyKey: 'one', prompt: 'a ring' } });
  now = MONDAY + 3 * DAY_MS + 5;
  const range = { from: new Date(MONDAY - DAY_MS).toISOString(), to: new Date(MONDAY + 5 * DAY_MS).toISOString() };
  const { project } = await admin.send(balances, { id: projectId, ...range });
  expect(project?.usage.buckets.map(({ credits, balanceAfter }) => [credits, balanceAfter])).toEqual([
    [0, 0], // Sunday
    [0, 140], // Monday
    [5, 135], // Tuesday: the 5 were drawn from the credits that lapse
    [0, 100], // Wednesday
    [0, 100], // Thursday, which goes on
    [0, null], // Friday
  ]);
});

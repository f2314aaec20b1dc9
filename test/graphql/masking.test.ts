import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { UnavailableError } from '../../src/database/failure.ts';
import type { GraphqlClient } from '../support/graphql-client.ts';
import { ledgerOf, performPrompt } from '../support/operations.ts';
import { startStudio, type Studio } from '../support/studio.ts';

const SECRET = 'password=hunter2';

let studio: Studio;
let client: GraphqlClient;
let projectId: string;

beforeAll(async () => {
  studio = await startStudio({ workers: 0 });
  client = await studio.client();
  projectId = await studio.newProject(client, 100);
});
afterAll(() => studio.stop());

/** Makes a part of the inside fail for as long as the work lasts. */
async function whileFailing<Result>(error: Error, work: () => Promise<Result>): Promise<Result> {
  const { history, priceLists } = studio.app.services;
  const broken = [
    jest.spyOn(history, 'entryPage').mockRejectedValue(error),
    jest.spyOn(priceLists, 'inForceNow').mockRejectedValue(error),
    jest.spyOn(priceLists, 'assumedNow').mockRejectedValue(error),
  ];
  try {
    return await work();
  } finally {
    for (const part of broken) part.mockRestore();
  }
}

const input = () => ({ input: { projectId, idempotencyKey: 'k', prompt: 'a ring' } });

test('an internal error is masked in the response, and logged with its cause', async () => {
  const responses = await whileFailing(new Error(SECRET), async () => [
    await client.ask(ledgerOf, { id: projectId }),
    await client.ask(performPrompt, input()),
    (await client.watch(ledgerOf, { id: projectId }).next()).value,
    (await client.watch(performPrompt, input()).next()).value,
  ]);
  for (const response of responses) {
    expect(JSON.stringify(response)).not.toContain('hunter2');
    expect(response?.errors?.[0]).toMatchObject({
      message: 'Something went wrong on our side. It has been logged.',
      extensions: { code: 'INTERNAL_SERVER_ERROR' },
    });
  }
  expect(studio.logged.filter((line) => line.includes('answered INTERNAL_SERVER_ERROR'))).toHaveLength(4);
  expect(studio.logged.some((line) => line.includes(SECRET))).toBe(true);
});

test('an outcome that is unknown is answered UNAVAILABLE, never as a refusal', async () => {
  const responses = await whileFailing(new UnavailableError('no answer in time'), async () => [
    await client.ask(performPrompt, input()),
    (await client.watch(performPrompt, input()).next()).value,
  ]);
  for (const response of responses) expect(response?.errors?.[0]?.extensions).toEqual({ code: 'UNAVAILABLE' });
});

test('a document that cannot be read or fits no schema is refused by its code', async () => {
  expect(await client.codeOf('{ projects {')).toBe('GRAPHQL_PARSE_FAILED');
  expect(await client.codeOf('{ nonsense }')).toBe('GRAPHQL_VALIDATION_FAILED');
  expect(await client.codeOf('mutation($n: Int) { createProject(input: { name: $n }) { id } }')).toBe(
    'GRAPHQL_VALIDATION_FAILED',
  );
  const { value } = await client.socket
    .iterate({ query: '{ nonsense }' })
    .next()
    .catch((errors: unknown) => ({ value: errors }));
  expect(JSON.stringify(value)).toContain('GRAPHQL_VALIDATION_FAILED');
});

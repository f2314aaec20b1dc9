/**
 * A request means the same whoever runs it: over HTTP, over a WebSocket, and by graphql-js with nothing
 * of ours around it. The schema is the real one, its resolvers tell what they were given and look nothing up; that what was
 * given is also what is written, the second property shows on the database.
 */
import { createSchema } from '../../../src/graphql/schema.ts'; // first: the decorators of the others need what it loads
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type DocumentNode, execute, type GraphQLError, parse, specifiedRules, validate } from 'graphql';
import type { GraphqlClient } from '../../support/graphql-client.ts';
import { startStudio, type Studio } from '../../support/studio.ts';
import { EchoServer, type Told } from './echo-server.ts';
import { type RandomRequest, randomRequests } from './random-request.ts';

/** Another one at each run; FC_SEED repeats one. */
const seed = Number(process.env['FC_SEED'] ?? Date.now() % 2 ** 31);
process.stdout.write(`one-meaning.test.ts: FC_SEED=${seed}\n`);

const numbers = fc.array(fc.nat({ max: 839 }), { maxLength: 60, size: 'max' }); // 840 is divisible by every count to 8

const schema = await createSchema();
let studio: Studio;
let admin: GraphqlClient;
let echo: EchoServer;

beforeAll(async () => {
  studio = await startStudio({ workers: 0 });
  admin = await studio.client();
  echo = await EchoServer.start(schema, studio.app.services, admin.authorization);
});
afterAll(async () => {
  await echo.stop();
  await studio.stop();
});

/** Checked once for each document: it is most of what a case costs. */
let checked: { query: string; document: DocumentNode; errors: readonly GraphQLError[] } | undefined;

/** Graphql-js alone. */
async function plainly({ query, variables, operationName }: RandomRequest): Promise<Told> {
  if (checked?.query !== query) {
    const document = parse(query);
    checked = { query, document, errors: validate(schema, document, specifiedRules) };
  }
  const { document, errors } = checked;
  if (errors.length > 0) return { result: { errors }, received: [] };
  return echo.listen(async () => execute({ schema, document, variableValues: variables, operationName }));
}

/** Of what is refused before anything runs. */
const CODES = ['BAD_USER_INPUT', 'GRAPHQL_VALIDATION_FAILED', 'OPERATION_RESOLUTION_FAILURE'];

const NULL_WHERE_NONE_IS = /^Variable "\$\w+" must not be null: "[^"]+" is expected here\.$/;

/** With so many sets of variables each document is sent, so that what an earlier one has left behind is met. */
const SETS = 4;

/** By night there are more, by ONE_MEANING_DOCUMENTS. */
const documents = Number(process.env['ONE_MEANING_DOCUMENTS'] ?? 300);

test('over the whole schema, a random request means the same over HTTP, over a WebSocket and to graphql-js', async () => {
  let answered = 0;
  await fc.assert(
    fc.asyncProperty(numbers, async (choices) => {
      for (const request of randomRequests(schema, choices, SETS)) if (await meansTheSame(request)) answered += 1;
    }),
    { numRuns: documents, seed },
  );
  expect(answered).toBeGreaterThan((documents * SETS) / 5); // or the generator would say nothing
});

/** Whether it was answered with data alone. */
async function meansTheSame(request: RandomRequest): Promise<boolean> {
  const plain = await plainly(request);
  const http = await echo.overHttp(request);
  const socket = await echo.onSocket(request);
  expect(inFull(socket)).toBe(inFull(http));
  const errors = http.result.errors ?? [];
  for (const { extensions } of errors) expect(CODES).toContain(extensions?.['code']);
  if (errors.some(({ message }) => NULL_WHERE_NONE_IS.test(message))) {
    expect([http.received.length, errors.length]).toEqual([0, 1]);
    return false;
  }
  expect(inFull(http.received)).toBe(inFull(plain.received));
  expect(inFull(http.result.data ?? null)).toBe(inFull(plain.result.data ?? null));
  expect(errors.map(({ message }) => message)).toEqual((plain.result.errors ?? []).map(({ message }) => message));
  return errors.length === 0;
}

/** As text, in which what is absent and what is undefined differ, and names of the prototype are names. */
function inFull(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) => (inner === undefined ? 'undefined' : inner));
}

/** What a variable is: not declared as one but written out, left out, null, or there. */
const part = <Value>(value: fc.Arbitrary<Value>) =>
  fc.record({
    isLiteral: fc.boolean(),
    byDefault: fc.option(value, { nil: undefined }),
    given: fc.option(fc.option(value, { nil: null }), { nil: undefined }),
  });

test('a cached document writes the given arguments on every run', async () => {
  const id = await studio.newProject(admin, 0);
  const UPDATE = 'updateProject(input: { id: $id';
  const name = part(fc.constantFrom('north', 'south', 'east'));
  const threshold = part(fc.integer({ min: 0, max: 9 }));
  let expected: { name: string; lowBalanceThreshold: number | null } = {
    name: 'Necklace spring',
    lowBalanceThreshold: null,
  };
  await fc.assert(
    fc.asyncProperty(name, threshold, fc.boolean(), async (n, t, isOnSocket) => {
      const declared = ['$id: ID!'];
      const variables: Record<string, unknown> = { id };
      const written = [UPDATE];
      const effective: Record<string, unknown> = {};
      for (const [field, type, { isLiteral, byDefault, given }] of [
        ['name', 'String', n],
        ['lowBalanceThreshold', 'Int', t],
      ] as const) {
        if (isLiteral && given !== undefined) written.push(`${field}: ${JSON.stringify(given)}`);
        if (isLiteral) {
          if (given !== undefined) effective[field] = given;
          continue;
        }
        declared.push(`$${field}: ${type}${byDefault === undefined ? '' : ` = ${JSON.stringify(byDefault)}`}`);
        written.push(`${field}: $${field}`);
        if (given !== undefined) variables[field] = given;
        const value = given === undefined ? byDefault : given;
        if (value !== undefined) effective[field] = value;
      }
      const query = `mutation (${declared.join(', ')}) { ${written.join(', ')} }) { name lowBalanceThreshold } }`;
      const isRefused = effective['name'] === null;
      if (!isRefused) expected = { ...expected, ...effective };
      const { data, errors } = isOnSocket
        ? await admin.askOnSocket(query, variables)
        : await admin.ask<unknown, unknown>(query, variables);
      if (isRefused) {
        expect(errors).toMatchObject([{ message: 'name must not be null', extensions: { code: 'BAD_USER_INPUT' } }]);
      } else {
        expect(errors).toBeUndefined();
        expect(data).toEqual({ updateProject: expected });
      }
      const now = await admin.ask<unknown, unknown>(
        'query ($id: ID!) { project(id: $id) { name lowBalanceThreshold } }',
        { id },
      );
      expect(now.data).toEqual({ project: expected });
    }),
    { numRuns: 300, seed },
  );
});

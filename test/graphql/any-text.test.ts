import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  buildSchema,
  getNamedType,
  type GraphQLArgument,
  type GraphQLInputType,
  type GraphQLObjectType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isObjectType,
} from 'graphql';
import { isBlank } from '../../src/input/visible-text.ts';
import { readFileSync } from 'node:fs';
import { openClient } from '../../src/database/open-client.ts';
import type { GraphqlClient } from '../support/graphql-client.ts';
import { BareSocket } from '../server/hostile/bare-socket.ts';
import { hostileText } from '../support/hostile-text.ts';
import { startStudio, type Studio } from '../support/studio.ts';
import { makeThings, type Things } from '../support/make-things.ts';
import { rootOperations } from '../support/whole-api.ts';

const schema = buildSchema(readFileSync('schema.graphql', 'utf8'));

/** A place for a text among the arguments of a field, such as `input.name`. */
interface Door {
  readonly type: string;
  readonly field: string;
  readonly path: readonly string[];
  readonly isList: boolean;
  /** The name of the scalar or enum: `String`, `ID`, or a type that is parsed from a string, such as `DateTime`. */
  readonly kind: string;
}

/** Every string input of every argument of the schema, including arguments that the operations of `whole-api` omit. */
function doors(): Door[] {
  return Object.values(schema.getTypeMap()).flatMap((type) =>
    isObjectType(type) && !type.name.startsWith('__')
      ? Object.values(type.getFields()).flatMap(({ name: field, args }) =>
          args.flatMap((arg) => textsIn(arg.type, [arg.name]).map((found) => ({ type: type.name, field, ...found }))),
        )
      : [],
  );
}

function textsIn(type: GraphQLInputType, path: readonly string[]): Omit<Door, 'type' | 'field'>[] {
  const named = getNamedType(type);
  if (isInputObjectType(named)) {
    return Object.values(named.getFields()).flatMap((inner) => textsIn(inner.type, [...path, inner.name]));
  }
  if (['Int', 'Boolean'].includes(named.name)) return [];
  return [{ path, isList: String(type).includes('['), kind: named.name }];
}

/** Their texts can be found in the database afterwards, as they were sent. */
const KEPT = ['name', 'note', 'prompt', 'model', 'styling', 'background'];

/** What is asked of a field where its type's name does not say what became of the text. */
const SELECTIONS: Record<string, string> = {
  createAccessToken: '{ token }',
  grantCreditsToMany: '{ results { __typename } }',
  performBatch: '{ results { __typename } }',
};

let studio: Studio;
let client: GraphqlClient;
let things: Things;

beforeAll(async () => {
  studio = await startStudio({ workers: 0, sellsCredits: true });
  client = await studio.client();
  things = await makeThings(client);
});
afterAll(() => studio.stop());

const ROOTS: Readonly<Record<string, string>> = { Query: 'query', Mutation: 'mutation', Subscription: 'subscription' };

/** A value that is taken, for an argument that must be there. */
function soundValue({ name, type }: GraphQLArgument, known: Record<string, unknown>): unknown {
  if (known[name] !== undefined) return structuredClone(known[name]);
  const named = getNamedType(type);
  const values: Record<string, unknown> = {
    String: 'what a pearl costs',
    ID: things.prj,
    DateTime: name === 'to' ? '2026-02-01T00:00:00Z' : '2026-01-01T00:00:00Z',
  };
  const value = isEnumType(named) ? named.getValues()[0]?.name : (values[named.name] ?? {});
  return String(type).startsWith('[') ? [value] : value;
}

/** The operation with the text at the door. Each argument is a variable of its own; a field of no root is asked of the project. */
function through({ type, field, path, isList }: Door, text: string) {
  const known = rootOperations(things)[field]?.variables ?? {};
  const owner = schema.getType(type) as GraphQLObjectType; // doors are found on these
  const asked = owner.getFields()[field];
  const needed = (asked?.args ?? []).filter(({ name, type: taken }) => name === path[0] || String(taken).endsWith('!'));
  const values: Record<string, unknown> = Object.fromEntries(needed.map((arg) => [arg.name, soundValue(arg, known)]));
  let inner = values;
  for (const step of path.slice(0, -1)) {
    const next = (inner[step] ??= {}) as typeof values | [typeof values]; // an object or a list of one: the schema says so
    inner = Array.isArray(next) ? next[0] : next;
  }
  inner[path.at(-1) ?? ''] = isList ? [text] : text;
  const head = needed.map(({ name, type: taken }) => `$${name}: ${String(taken)}`);
  const body = needed.map(({ name }) => `${name}: $${name}`).join(', ');
  const isLeaf = asked !== undefined && isLeafType(getNamedType(asked.type));
  const selection = isLeaf ? '' : (SELECTIONS[field] ?? '{ __typename }');
  const whole = `${field}(${body}) ${selection}`;
  if (ROOTS[type] !== undefined)
    return { query: `${ROOTS[type]} (${head.join(', ')}) { ${whole} }`, variables: values };
  const query = `query (${['$of: ID!', ...head].join(', ')}) { node(id: $of) { ... on ${type} { ${whole} } } }`;
  return { query, variables: { ...values, of: things.prj } };
}

async function isKept(text: string): Promise<boolean> {
  const database = await openClient(studio.databaseUrl);
  try {
    const { rows } = await database.query<{ table: string; column: string }>(
      `select table_name as table, column_name as column from information_schema.columns
        where table_schema = 'public' and data_type = 'text'`,
    );
    const looks = rows.map(({ table, column }) => `exists (select from "${table}" where "${column}" = $1)`);
    const { rows: found } = await database.query<{ kept: boolean }>(`select ${looks.join(' or ')} as kept`, [text]);
    return found[0]?.kept ?? false;
  } finally {
    await database.end();
  }
}

describe('any text at any door', () => {
  test('is refused in words or kept as it came, the same over HTTP and WebSocket', async () => {
    let kept = 0;
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...doors()), hostileText, async (door, text) => {
        const { query, variables } = through(door, text);
        const http = await client.ask(query, variables);
        const socket = await client.askOnSocket(query, variables);
        const codes = [http.errors, socket.errors].map((errors) => errors?.[0]?.extensions?.['code'] ?? 'done');
        expect(codes).not.toContain('INTERNAL_SERVER_ERROR');
        // Whoever comes second may find the name taken by the first; and HTTP has no subscriptions.
        if (door.field !== 'createApiKey' && door.type !== 'Subscription') expect(codes[1]).toBe(codes[0]);
        for (const { message, extensions } of socket.errors ?? []) {
          if (extensions?.['code'] === 'BAD_USER_INPUT') expect(message).toContain(door.path.at(-1));
        }
        const isDone = codes[0] === 'done' && !JSON.stringify(http.data).includes('Error');
        const isText = door.type === 'Mutation' && door.kind === 'String';
        if (isDone && isText) expect(text.includes('\0') || !text.isWellFormed() || isBlank(text)).toBe(false);
        if (!isDone || !KEPT.includes(door.path.at(-1) ?? '')) return;
        expect(await isKept(text)).toBe(true);
        kept += 1;
      }),
      { numRuns: 400, interruptAfterTimeLimit: 40_000, markInterruptAsFailure: false },
    );
    expect(kept).toBeGreaterThan(0);
  });

  test.each([
    ['in the document', { query: '{ projects(search: "\ud83d") { nodes { id } } }' }],
    ['as an escape of the document', { query: '{ projects(search: "\\ud83d") { nodes { id } } }' }],
    ['as the name of a variable', { query: '{ viewer { name } }', variables: { '\ud83d': 1 } }],
    [
      'as a word of an enum',
      { query: 'query($o: ProjectOrder) { projects(order: $o) { nodes { id } } }', variables: { o: '\ud83d' } },
    ],
    [
      'as an instant',
      {
        query: 'mutation($i: CreateApiKeyInput!) { createApiKey(input: $i) { secret } }',
        variables: { i: { name: 'a', role: 'VIEWER', expiresAt: '\ud83d' } },
      },
    ],
    [
      'as the name of a field',
      {
        query: 'mutation($i: CreateProjectInput!) { createProject(input: $i) { id } }',
        variables: { i: { name: 'a', '\ud83d': 'a' } },
      },
    ],
  ])('half of a surrogate pair %s has one code over HTTP and WebSocket', async (_where, request) => {
    const { query, variables } = { variables: {}, ...request };
    const http = await client.ask(query, variables);
    const socket = await client.askOnSocket(query, variables);
    expect(socket.errors?.map(({ extensions }) => extensions?.['code'])).toEqual(
      http.errors?.map(({ extensions }) => extensions.code),
    );
    expect(JSON.stringify(http.errors ?? [])).not.toContain('INTERNAL_SERVER_ERROR');
  });

  test('as the id of an operation comes back as it was sent, or closes the socket', async () => {
    await fc.assert(
      fc.asyncProperty(hostileText, async (id) => {
        const socket = await BareSocket.letIn(studio.url, client.authorization);
        socket.subscribe(id, '{ __typename }');
        const answer = await Promise.race([socket.closed, socket.hear('next', 'error')]);
        if (typeof answer === 'string') expect(answer).toMatch(/^4400 /);
        else expect(answer).toMatchObject({ type: 'next', id });
        await socket.leave();
      }),
      { numRuns: 100 },
    );
  });

  test.each(['dkr_\0', '\ud83d', 'dkr_\u200b'.repeat(3), `${'x'.repeat(9_000)}\0`])(
    'a credential that no header could hold lets nobody in: %j',
    async (credential) => {
      await expect(studio.app.services.authenticator.viewerOf(`Bearer ${credential}`)).resolves.toBeNull();
    },
  );
});

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { buildSchema, getNamedType, type GraphQLInputType, isInputObjectType } from 'graphql';
import { readFileSync } from 'node:fs';
import { openClient } from '../../src/database/open-client.ts';
import { anyCharacter } from '../support/any-character.ts';
import type { GraphqlClient } from '../support/graphql-client.ts';
import { startStudio, type Studio } from '../support/studio.ts';
import { makeThings, rootOperations, type Things } from '../support/whole-api.ts';

const schema = buildSchema(readFileSync('schema.graphql', 'utf8'));

/** A place for a text among the variables of a root field, such as `input.name`. */
interface Door {
  readonly field: string;
  readonly path: readonly string[];
  readonly isList: boolean;
}

/** Every place for a text in the variables of `whole-api`'s operations, those too that they leave out. */
function doors(): Door[] {
  const roots = [schema.getQueryType(), schema.getMutationType()].flatMap((type) =>
    type ? Object.values(type.getFields()) : [],
  );
  return roots.flatMap(({ name: field, args }) =>
    args.flatMap((arg) => textsIn(arg.type, [arg.name]).map((found) => ({ field, ...found }))),
  );
}

function textsIn(type: GraphQLInputType, path: readonly string[]): Omit<Door, 'field'>[] {
  const named = getNamedType(type);
  if (named.name === 'String' || named.name === 'ID') return [{ path, isList: String(type).includes('[') }];
  if (!isInputObjectType(named)) return [];
  return Object.values(named.getFields()).flatMap((inner) => textsIn(inner.type, [...path, inner.name]));
}

/** Their texts can be found in the database afterwards, as they were sent. */
const KEPT = ['name', 'note', 'prompt', 'model', 'styling', 'background'];

const HOSTILE = [
  '\0',
  '\ud83d',
  '\udc00',
  '\u200b',
  '\u202e',
  '\ufeff',
  '\r\n',
  "'",
  '"',
  '\\',
  '%',
  '$1',
  '\u{1f469}\u200d',
  'e\u0301',
  'ﬀ',
  '=1',
  '܀',
  '\uffff',
];
const anyText = fc.oneof(
  fc.string({ unit: anyCharacter, maxLength: 30 }),
  fc.string({ unit: fc.constantFrom(...HOSTILE, 'a', ' '), maxLength: 12 }),
  fc.constantFrom('x'.repeat(7_000), 'prj_\ud83d', 'img_\0', '', ' ', '\u3164', '__proto__', '{}'),
);

let studio: Studio;
let client: GraphqlClient;
let things: Things;

beforeAll(async () => {
  studio = await startStudio({ workers: 0 });
  client = await studio.client();
  things = await makeThings(client);
});
afterAll(() => studio.stop());

/** The operation with the text at the door. The argument is a variable of its own where the operation has none. */
function through({ field, path, isList }: Door, text: string) {
  const known = rootOperations(things)[field]?.variables ?? {};
  const args = [
    ...(schema.getQueryType()?.getFields()[field]?.args ?? schema.getMutationType()?.getFields()[field]?.args ?? []),
  ];
  const needed = args.filter(({ name, type }) => name === path[0] || String(type).endsWith('!'));
  const values = Object.fromEntries(
    needed.map(({ name }) => [name, structuredClone(known[name] ?? (path.length > 1 ? {} : things.prj))]),
  );
  let inner = values;
  for (const step of path.slice(0, -1)) inner = (inner[step] ??= {}) as typeof values; // an object: the schema says so
  inner[path.at(-1) ?? ''] = isList ? [text] : text;
  const kind = schema.getQueryType()?.getFields()[field] ? 'query' : 'mutation';
  const head = needed.map(({ name, type }) => `$${name}: ${String(type)}`).join(', ');
  const body = needed.map(({ name }) => `${name}: $${name}`).join(', ');
  const selection = field === 'createAccessToken' ? 'token' : '__typename';
  return { query: `${kind} (${head}) { ${field}(${body}) { ${selection} } }`, variables: values };
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
      fc.asyncProperty(fc.constantFrom(...doors()), anyText, async (door, text) => {
        const { query, variables } = through(door, text);
        const http = await client.ask(query, variables);
        const socket = await client.askOnSocket(query, variables);
        const codes = [http.errors, socket.errors].map((errors) => errors?.[0]?.extensions?.['code'] ?? 'done');
        expect(codes).not.toContain('INTERNAL_SERVER_ERROR');
        // Whoever comes second may find the name taken by the first.
        if (door.field !== 'createApiKey') expect(codes[1]).toBe(codes[0]);
        const isDone = codes[0] === 'done' && !JSON.stringify(http.data).includes('Error');
        if (!isDone || !KEPT.includes(door.path.at(-1) ?? '')) return;
        expect(await isKept(text)).toBe(true);
        kept += 1;
      }),
      { numRuns: 300, interruptAfterTimeLimit: 40_000, markInterruptAsFailure: false },
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

  test.each(['dkr_\0', '\ud83d', 'dkr_\u200b'.repeat(3), `${'x'.repeat(9_000)}\0`])(
    'a credential that no header could hold lets nobody in: %j',
    async (credential) => {
      await expect(studio.app.services.authenticator.viewerOf(`Bearer ${credential}`)).resolves.toBeNull();
    },
  );
});

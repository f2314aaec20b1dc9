/**
 * Every operation of the project, and every root field with everything below it, asked of two Darkrooms that differ in
 * one thing: one is asked over HTTP, the other over a WebSocket.
 */
import { createSchema } from '../../../src/graphql/schema.ts'; // first: the decorators of the others need what it loads
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ID_NOUNS } from '../../../src/graphql/ids/type-id.ts';
import type { GraphqlClient } from '../../support/graphql-client.ts';
import { archiveProject } from '../../support/operations.ts';
import { startStudio, type Studio } from '../../support/studio.ts';
import { makeThings, type Things } from '../../support/make-things.ts';
import { everyOperation, type SampleOperation } from './sample-operations.ts';

type Ask = (client: GraphqlClient, text: string, variables: Record<string, unknown>) => Promise<unknown>;

interface World {
  readonly studio: Studio;
  readonly admin: GraphqlClient;
  readonly ask: Ask;
  /** What is only read. */
  readonly things: Things;
}

const NOW = Date.parse('2026-03-05T12:00:00Z');
const operations = everyOperation(await createSchema());
let worlds: readonly World[];

beforeAll(async () => {
  worlds = await Promise.all([open(overHttp), open(overSocket)]);
});
afterAll(() => Promise.all(worlds.map(({ studio }) => studio.stop())));

async function overHttp(client: GraphqlClient, text: string, variables: Record<string, unknown>) {
  const { data, errors } = await client.ask<unknown, unknown>(text, variables);
  return { data, errors };
}

async function overSocket(client: GraphqlClient, text: string, variables: Record<string, unknown>) {
  return client.askOnSocket(text, variables);
}

async function open(ask: Ask): Promise<World> {
  const variables = {
    LIMIT_COST: '1000000000',
    LIMIT_TOKENS: '100000',
    LIMIT_ALIASES: '10000',
    LIMIT_DIRECTIVES: '10000',
  };
  const studio = await startStudio({ workers: 0, sellsCredits: true, clock: () => NOW, variables });
  const admin = await studio.client();
  return { studio, admin, ask, things: await makeThings(admin) };
}

async function thingsFor({ text, needsArchived }: SampleOperation, { admin, things }: World): Promise<Things> {
  if (!text.trimStart().startsWith('mutation')) return things;
  const made = await makeThings(admin);
  if (needsArchived) await admin.send(archiveProject, { id: made.prj });
  return made;
}

/** What both answer, without what is made by chance. */
async function askBoth(
  text: string,
  variablesOf: (world: World) => Promise<Record<string, unknown>>,
): Promise<unknown[]> {
  return Promise.all(
    worlds.map(async (world) =>
      withoutChance(JSON.stringify(await world.ask(world.admin, text, await variablesOf(world)))),
    ),
  );
}

const ANY_ID = new RegExp(String.raw`\b(${Object.keys(ID_NOUNS).join('|')})_[0-9a-z]{26,}`, 'g');

/** Ids, secrets and signatures in the order in which they come. */
function withoutChance(answer: string): unknown {
  const names = new Map<string, string>();
  const named = (kind: string) => (made: string) => {
    const name = names.get(made) ?? `${kind} ${names.size}`;
    names.set(made, name);
    return name;
  };
  return JSON.parse(
    answer
      .replaceAll(/http:[^"]+/g, 'an address')
      .replaceAll(/eyJ[\w.-]+/g, 'a token')
      .replaceAll(/dk[lr]_[0-9a-f]+|whsec_[\w+/=]+/g, 'a secret')
      .replaceAll(/"(cursor|startCursor|endCursor)[_\w]*":"[^"]+"/g, '"cursor":"a place"')
      .replaceAll(/("seed[_\w]*":)\d+/g, '$1"of its id"')
      .replaceAll(ANY_ID, named('id')),
  );
}

const wrong: Readonly<Record<string, (operation: SampleOperation) => Record<string, unknown>>> = {
  'of nothing that is there': ({ variables }) => variables(absent),
  'without variables': () => ({}),
  'with variables of another shape': ({ variables }) =>
    Object.fromEntries(Object.keys(variables(absent)).map((name) => [name, { odd: [1, null, 'x'] }])),
};
const nowhere = '0'.repeat(26);
const absent: Things = {
  prj: `prj_${nowhere}`,
  act: `act_${nowhere}`,
  img: `img_${nowhere}`,
  grt: `grt_${nowhere}`,
  txn: `txn_${nowhere}0000001`,
  pck: `pck_${nowhere}`,
  pur: `pur_${nowhere}`,
  wsp: `wsp_${nowhere}`,
  key: `key_${nowhere}`,
  whe: `whe_${nowhere}`,
  whd: `whd_${nowhere}`,
  pst: `pst_${nowhere}`,
  shr: `shr_${nowhere}`,
  cmt: `cmt_${nowhere}`,
  other: `prj_${nowhere}`,
};

describe.each(operations.map((operation) => [operation.what, operation] as const))('%s', (_what, operation) => {
  test('is answered with what is there', async () => {
    const [http, socket] = await askBoth(operation.text, async (world) =>
      operation.variables(await thingsFor(operation, world)),
    );
    expect(socket).toEqual(http);
    expect(socket).not.toHaveProperty('errors');
  });

  test.each(Object.entries(wrong))('%s', async (_how, variablesOf) => {
    const [http, socket] = await askBoth(operation.text, async () => variablesOf(operation));
    expect(socket).toEqual(http);
  });
});

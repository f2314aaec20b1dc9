import { createSchema } from '../../src/graphql/schema.ts'; // first: the decorators of the others need what it loads
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { GraphQLObjectType, GraphQLSchema } from 'graphql';
import { getMetadataStorage } from 'type-graphql';
import { ROLES, type Role } from '../../src/access/viewer.ts';
import { NODE_LOOK_UPS } from '../../src/graphql/node.resolver.ts';
import type { Rule } from '../../src/graphql/rules.ts';
import { createApiKey, revokeApiKey } from '../support/access-operations.ts';
import { GraphqlClient } from '../support/graphql-client.ts';
import { performPrompt } from '../support/operations.ts';
import { createCheckout } from '../support/purchase-operations.ts';
import { addComment } from '../support/share-operations.ts';
import { startStudio, type Studio } from '../support/studio.ts';
import { makeThings, type Things } from '../support/make-things.ts';
import { nodeOperations, outcomeOf, rootOperations, tokenOf } from '../support/whole-api.ts';

const schema: GraphQLSchema = await createSchema();
const roots: GraphQLObjectType[] = [
  schema.getQueryType(),
  schema.getMutationType(),
  schema.getSubscriptionType(),
].filter((type) => type !== null && type !== undefined);
const rootFields = roots.flatMap((type) => Object.keys(type.getFields()));

let now = Date.now();
let studio: Studio;
let admin: GraphqlClient;
/** What is only read, or refused. */
let things: Things;
/** An ADMIN of another project of the workspace. */
let neighbour: GraphqlClient;

beforeAll(async () => {
  studio = await startStudio({ workers: 0, sellsCredits: true, clock: () => now });
  admin = await studio.client();
  things = await makeThings(admin);
  neighbour = await adminOf(await makeThings(admin));
});
afterAll(async () => {
  await neighbour.close();
  await studio.stop();
});

async function adminOf({ prj }: Things): Promise<GraphqlClient> {
  const input = { name: `of ${prj} alone`, role: 'ADMIN' as const, projectIds: [prj] };
  const { createApiKey: made } = await admin.send(createApiKey, { input });
  return new GraphqlClient(studio.url, made.secret);
}

/** Every root field with its rule, and every look-up by id with its own. */
function ruled(): [string, Rule | undefined][] {
  const { queries, mutations, subscriptions } = getMetadataStorage();
  const declared = [...queries, ...mutations, ...subscriptions];
  const ofRoots = rootFields.map((name): [string, Rule | undefined] => {
    const metadata = declared.find(({ schemaName }) => schemaName === name);
    return [name, metadata?.roles?.[0] as Rule | undefined]; // `Needs` puts it there
  });
  return [
    ...ofRoots,
    ...Object.entries(NODE_LOOK_UPS).map(([prefix, rule]): [string, Rule] => [`node ${prefix}_`, rule]),
  ];
}

function operation(name: string, on: Things) {
  const found = name.startsWith('node ') ? nodeOperations(on)[name.slice(5, -1)] : rootOperations(on)[name];
  if (!found) throw new Error(`nobody has written an operation for ${name}: add it to test/support/whole-api.ts`);
  return found;
}

let changes = 0;

/** Causes an event for every subscription of the project. */
async function change({ prj: projectId, pck: creditPackId, img: imageId }: Things): Promise<void> {
  changes += 1;
  const idempotencyKey = `change ${changes}`;
  await admin.ask(addComment, { imageId, text: 'lovely' });
  await admin.send(performPrompt, { input: { projectId, idempotencyKey, prompt: 'a pearl' } });
  await admin.send(createCheckout, { input: { projectId, creditPackId, idempotencyKey, returnUrl: admin.url } });
}

test('every query, mutation, subscription and look-up by id has a rule', () => {
  expect(ruled().filter(([, rule]) => rule === undefined)).toEqual([]);
});

test('every type that implements Node is looked up under a rule', () => {
  const types = schema.getPossibleTypes(schema.getType('Node') as never).map(({ name }) => name); // an interface
  const lookedUp = Object.values(NODE_LOOK_UPS).map(({ typeName }) => typeName);
  expect(new Set(types)).toEqual(new Set(lookedUp));
});

describe.each(ruled())('%s', (name, rule) => {
  test.each([...ROLES])('for %s', async (role: Role) => {
    const client = await studio.client(role);
    const allowed = rule !== undefined && ROLES.indexOf(role) >= ROLES.indexOf(rule.role);
    const on = allowed && operation(name, things).text.startsWith('mutation') ? await makeThings(admin) : things;
    const outcome = await outcomeOf(client, operation(name, on), () => change(on));
    // An editor can delete only own comments, and this comment is the admin's.
    const isDone = allowed && !(name === 'deleteComment' && role !== 'ADMIN');
    expect(outcome).toBe(isDone ? 'done' : 'FORBIDDEN');
  });

  test('for an ADMIN of another workspace', async () => {
    const stranger = await studio.client('ADMIN', await studio.newWorkspace());
    const asked = operation(name, things);
    const outcome = await outcomeOf(stranger, asked, () => change(things));
    if (asked.names === 'nothing') expect(outcome).toBe('done');
    else expect(['NOT_FOUND', 'nothing']).toContain(outcome);
  });

  test('for an ADMIN of another project of the workspace', async () => {
    const asked = operation(name, things);
    const outcome = await outcomeOf(neighbour, asked, () => change(things));
    if (rule?.scope.kind === 'every-project') expect(outcome).toBe('FORBIDDEN');
    else if (asked.names === 'a project') expect(['NOT_FOUND', 'nothing']).toContain(outcome);
    else expect(outcome).toBe('done');
  });

  test('for a revoked key, an ended token, and nobody', async () => {
    const { createApiKey: made } = await admin.send(createApiKey, { input: { name: 'revoked', role: 'ADMIN' } });
    const token = await tokenOf(admin, things.prj);
    await admin.send(revokeApiKey, { id: made.apiKey.id });
    now += 61_000;
    for (const credential of [made.secret, token, null]) {
      const client = new GraphqlClient(studio.url, credential);
      const outcome = await outcomeOf(client, operation(name, things), () => change(things));
      const isOpen = rule?.scope.kind === 'anyone' && operation(name, things).names === 'nothing';
      expect(outcome).toBe(isOpen && credential === null ? 'done' : 'UNAUTHENTICATED');
      await client.close();
    }
  });
});

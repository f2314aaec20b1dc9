import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { auditLog, createAccessToken } from '../support/access-operations.ts';
import { GraphqlClient, nextOf } from '../support/graphql-client.ts';
import { refundAction, revokeGrant, transferCredits } from '../support/credit-operations.ts';
import { archiveProject, balanceChanged, grantCredits, ledgerOf, performPrompt } from '../support/operations.ts';
import { startStudio, type Studio } from '../support/studio.ts';

let studio: Studio;
let client: GraphqlClient;

beforeAll(async () => {
  studio = await startStudio({ workers: 0 });
  client = await studio.client();
});
afterAll(() => studio.stop());

const newProject = (credits: number) => studio.newProject(client, credits);

async function transfer(
  fromProjectId: string,
  toProjectId: string,
  credits: number,
  idempotencyKey = randomUUID() as string,
) {
  const input = { fromProjectId, toProjectId, credits, idempotencyKey, note: 'for spring' };
  return (await client.send(transferCredits, { input })).transferCredits;
}

async function grant(projectId: string, credits: number, rest: object = {}): Promise<string> {
  const input = { projectId, credits, idempotencyKey: randomUUID(), ...rest };
  const { grantCredits: result } = await client.send(grantCredits, { input });
  if (result.__typename !== 'GrantedCredits') throw new Error(result.__typename);
  return result.grant.id;
}

async function revoke(grantId: string, idempotencyKey: string = randomUUID(), reason = 'unpaid') {
  return (await client.send(revokeGrant, { input: { grantId, idempotencyKey, reason } })).revokeGrant;
}

async function balanceOf(id: string): Promise<number | undefined> {
  return (await client.send(ledgerOf, { id })).project?.balance;
}

test('credits move with their priority and expiry, one entry on each side, both pushed live and recorded in the audit log', async () => {
  const [from, to] = [await newProject(10), await newProject(0)];
  const expiresAt = '2999-01-01T00:00:00.000Z';
  await grant(from, 5, { priority: 10, expiresAt });
  const watched = client.watch(balanceChanged, { projectId: to });
  await nextOf(watched);
  const moved = await transfer(from, to, 7);
  expect(moved).toMatchObject({
    __typename: 'TransferredCredits',
    replayed: false,
    outgoing: { kind: 'TRANSFER_OUT', amount: -7 },
    incoming: {
      kind: 'TRANSFER_IN',
      amount: 7,
      draws: [
        { credits: 5, grant: { source: 'TRANSFER', priority: 10, expiresAt } },
        { credits: 2, grant: { source: 'TRANSFER', priority: 50, expiresAt: null } },
      ],
    },
    from: { id: from, balance: 8 },
    to: { id: to, balance: 7 },
  });
  if (moved.__typename !== 'TransferredCredits') throw new Error(moved.__typename);
  expect(moved.outgoing.counterpart?.id).toBe(moved.incoming.id);
  expect(moved.incoming.counterpart?.id).toBe(moved.outgoing.id);
  expect((await nextOf(watched)).balanceChanged).toMatchObject({
    balance: 7,
    transaction: { kind: 'TRANSFER_IN' },
  });
  await watched.return?.();
  const { nodes } = (await client.send(auditLog, { first: 1 })).auditLog;
  expect(nodes).toMatchObject([{ act: 'CREDITS_TRANSFERRED', subjectId: to, project: { id: from } }]);
});

test('the same key is a replay, and with another input a conflict', async () => {
  const [from, to] = [await newProject(10), await newProject(0)];
  const first = await transfer(from, to, 4, 'k');
  const again = await transfer(from, to, 4, 'k');
  expect(again).toEqual({ ...first, replayed: true });
  expect(await transfer(from, to, 5, 'k')).toMatchObject({
    __typename: 'IdempotencyConflictError',
    idempotencyKey: 'k',
  });
  expect([await balanceOf(from), await balanceOf(to)]).toEqual([6, 4]);
});

test('a refused transfer moves nothing: too few credits, an archived project, the same project, a project of another workspace', async () => {
  const [from, to] = [await newProject(10), await newProject(0)];
  expect(await transfer(from, to, 11)).toMatchObject({
    __typename: 'InsufficientCreditsError',
    required: 11,
    available: 10,
    shortfall: 1,
  });
  const asking = (rest: object) =>
    client.ask(transferCredits, {
      input: { fromProjectId: from, toProjectId: to, credits: 1, idempotencyKey: 'x', ...rest },
    });
  expect((await asking({ toProjectId: from })).errors).toMatchObject([
    { message: 'toProjectId must differ from fromProjectId', extensions: { code: 'BAD_USER_INPUT' } },
  ]);
  expect((await asking({ credits: 0 })).errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  const other = await studio.client('ADMIN', await studio.newWorkspace());
  const foreign = await studio.newProject(other, 0);
  expect((await asking({ toProjectId: foreign })).errors).toMatchObject([
    { extensions: { code: 'NOT_FOUND', field: 'toProjectId' } },
  ]);
  await client.send(archiveProject, { id: to });
  expect(await transfer(from, to, 1)).toMatchObject({ __typename: 'ProjectArchivedError' });
  expect([await balanceOf(from), await balanceOf(to)]).toEqual([10, 0]);
});

test('a credential for only one of the two projects can neither transfer nor see the other side', async () => {
  const [from, to] = [await newProject(10), await newProject(0)];
  const moved = await transfer(from, to, 4);
  if (moved.__typename !== 'TransferredCredits') throw new Error(moved.__typename);
  const { createAccessToken: made } = await client.send(createAccessToken, {
    input: { subject: 'maria', role: 'ADMIN', projectIds: [from] },
  });
  const limited = new GraphqlClient(studio.url, made.token);
  const input = { fromProjectId: from, toProjectId: to, credits: 1, idempotencyKey: 'x' };
  expect((await limited.ask(transferCredits, { input })).errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
  const line = 'query ($id: ID!) { node(id: $id) { ... on CreditTransaction { amount counterpart { id } } } }';
  const seen = await limited.ask(line, { id: moved.outgoing.id });
  expect(seen.data).toEqual({ node: { amount: -4, counterpart: null } });
  await limited.close();
});

test('a revoked grant loses its remaining credits, and those refunded to it later', async () => {
  const projectId = await newProject(2);
  const grantId = await grant(projectId, 8, { priority: 0 });
  const performed = await client.send(performPrompt, { input: { projectId, idempotencyKey: 'p', prompt: 'a ring' } });
  if (performed.performPrompt.__typename !== 'PerformedAction') throw new Error('refused');
  const first = await revoke(grantId, 'k');
  expect(first).toMatchObject({
    __typename: 'RevokedGrant',
    replayed: false,
    grant: { credits: 8, remaining: 0, revokedAt: expect.any(String) },
    transaction: { kind: 'REVOCATION', amount: -3, note: 'unpaid', grant: { id: grantId } },
    project: { balance: 2 },
  });
  expect(await revoke(grantId, 'k')).toEqual({ ...first, replayed: true });
  expect(await revoke(grantId, 'k', 'another')).toMatchObject({ __typename: 'IdempotencyConflictError' });
  expect(await revoke(grantId)).toMatchObject({ transaction: null, replayed: false });
  const input = { actionId: performed.performPrompt.action.id, idempotencyKey: 'r', reason: 'x' };
  expect((await client.send(refundAction, { input })).refundAction).toMatchObject({
    transaction: { amount: 5, balanceAfter: 7 },
    project: { balance: 2 },
  });
  const { project } = await client.send(ledgerOf, { id: projectId, first: 2 });
  expect(project?.transactions.nodes).toMatchObject([
    { kind: 'REVOCATION', amount: -5 },
    { kind: 'REFUND', amount: 5 },
  ]);
});

test('an empty grant is revoked without an entry, and recorded in the audit log once', async () => {
  const projectId = await newProject(0);
  const grantId = await grant(projectId, 5);
  await client.send(performPrompt, { input: { projectId, idempotencyKey: 'p', prompt: 'a ring' } });
  expect(await revoke(grantId)).toMatchObject({ transaction: null, grant: { revokedAt: expect.any(String) } });
  expect(await revoke(grantId)).toMatchObject({ transaction: null });
  const { nodes } = (await client.send(auditLog, { first: 3 })).auditLog;
  expect(nodes.map(({ act, subjectId }) => [act, subjectId === grantId])).toEqual([
    ['GRANT_REVOKED', true],
    ['CREDITS_GRANTED', true],
    expect.anything(),
  ]);
  const viewer = await studio.client('VIEWER');
  const input = { grantId, idempotencyKey: 'x', reason: 'x' };
  expect((await viewer.ask(revokeGrant, { input })).errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
});

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  apiKeys,
  auditLog,
  createAccessToken,
  createApiKey,
  createSignInLink,
  revokeApiKey,
  revokeSignInLink,
  whoAmI,
} from '../support/access-operations.ts';
import { GraphqlClient } from '../support/graphql-client.ts';
import { balanceChanged, createProject, ledgerOf, performPrompt } from '../support/operations.ts';
import { DAY_MS } from '../../src/instant.ts';
import { startStudio, type Studio } from '../support/studio.ts';
import { until } from '../support/until.ts';

const NOON = Date.UTC(2026, 10, 22, 12);

let now = NOON;
let studio: Studio;

beforeAll(async () => {
  studio = await startStudio({ workers: 0, clock: () => now });
});
afterAll(() => studio.stop());

async function newAdmin(): Promise<GraphqlClient> {
  return studio.client('ADMIN', await studio.newWorkspace());
}

describe('a new key', () => {
  test('shows its secret once, is recognised by its prefix, and only its hash is kept', async () => {
    const admin = await newAdmin();
    const { createApiKey: made } = await admin.send(createApiKey, { input: { name: 'shop server', role: 'EDITOR' } });
    expect(made.secret).toMatch(/^dkr_[0-9a-f]{64}$/);
    expect(made.apiKey).toMatchObject({ name: 'shop server', role: 'EDITOR', projectIds: null, creditCap: null });
    expect(made.secret.startsWith(made.apiKey.prefix)).toBe(true);
    expect(made.apiKey.prefix).toHaveLength(12);
    const listed = JSON.stringify(await admin.send(apiKeys, {}));
    expect(listed).toContain(made.apiKey.id);
    expect(listed).not.toContain(made.secret);
    const stored = await studio.app.database.prisma.apiKey.findMany({ where: { prefix: made.apiKey.prefix } });
    expect(JSON.stringify(stored)).not.toContain(made.secret.slice(12));
  });

  test('accepts the whole secret, and no part of it', async () => {
    const admin = await newAdmin();
    const { createApiKey: made } = await admin.send(createApiKey, { input: { name: 'shop', role: 'VIEWER' } });
    const holder = new GraphqlClient(studio.url, made.secret);
    expect((await holder.send(whoAmI, {})).viewer).toMatchObject({ name: 'shop', role: 'VIEWER', projectIds: null });
    const nearly = made.secret.slice(0, -1) + (made.secret.endsWith('0') ? '1' : '0');
    expect(await new GraphqlClient(studio.url, nearly).codeOf(whoAmI, {})).toBe('UNAUTHENTICATED');
    expect(await new GraphqlClient(studio.url, made.secret.slice(0, 12)).codeOf(whoAmI, {})).toBe('UNAUTHENTICATED');
  });

  test.each([
    [{ name: '' }, 'name must be 1 to 200 characters'],
    [{ name: '\u200b\u3164' }, 'name must be 1 to 200 characters long, not only characters that cannot be seen'],
    [{ projectIds: [] }, 'projectIds must be 1 to 1,000 projects'],
    [{ projectIds: ['prj_nonsense'] }, 'projectIds.0 must be the id of a project'],
    [{ projectIds: [`prj_${'0'.repeat(26)}`] }, 'projectIds: there is no such project'],
    [{ creditCap: { credits: 0, per: 'DAY' as const } }, 'credits must be'],
    [{ expiresAt: new Date(NOON).toISOString() }, 'expiresAt must be in the future'],
  ])('is refused with %j, and nothing is made', async (wrong, message) => {
    const admin = await newAdmin();
    const { errors } = await admin.ask(createApiKey, { input: { name: 'x', role: 'VIEWER' as const, ...wrong } });
    expect(errors?.[0]?.message).toContain(message);
    expect((await admin.send(apiKeys, {})).apiKeys).toHaveLength(1);
  });
});

describe('the name of a key', () => {
  const taken = 'must be unused: "system" and the names of keys in use are taken';

  test.each([
    'system',
    'SYSTEM',
    ' ｓｙｓｔｅｍ',
    'sys\u200btem',
    'SHOP  Straße',
    'shop STRASSE',
    'shop\u00a0stra\u00adße',
  ])('cannot be %j, for somebody acts under it, nor can the subject of a token', async (name) => {
    const admin = await newAdmin();
    await admin.send(createApiKey, { input: { name: 'Shop Straße', role: 'EDITOR' } });
    const refused = await admin.ask(createApiKey, { input: { name, role: 'VIEWER' } });
    expect(refused.errors?.[0]).toMatchObject({
      message: expect.stringContaining(`name ${taken}`),
      extensions: { code: 'BAD_USER_INPUT' },
    });
    const projectIds = [await studio.newProject(admin, 0)];
    const token = await admin.ask(createAccessToken, { input: { subject: name, role: 'VIEWER', projectIds } });
    expect(token.errors?.[0]?.message).toContain(`subject ${taken}`);
    expect((await admin.send(apiKeys, {})).apiKeys).toHaveLength(2);
  });

  test('is unique, also for concurrent requests', async () => {
    const admin = await newAdmin();
    const answers = await Promise.all(
      ['shop', 'SHOP', 'ｓhop', 'shop ', 'sh\u200dop'].map((name) =>
        admin.codeOf(createApiKey, { input: { name, role: 'VIEWER' } }),
      ),
    );
    expect(answers.toSorted()).toEqual([...Array.from({ length: 4 }, () => 'BAD_USER_INPUT'), 'no error']);
  });

  test('is free again once the key has ended, and was never taken for other workspaces', async () => {
    const admin = await newAdmin();
    const expiresAt = new Date(now + 10_000).toISOString();
    await admin.send(createApiKey, { input: { name: 'guest', role: 'VIEWER', expiresAt } });
    const { createApiKey: shop } = await admin.send(createApiKey, { input: { name: 'shop', role: 'VIEWER' } });
    expect(await (await newAdmin()).codeOf(createApiKey, { input: { name: 'shop', role: 'VIEWER' } })).toBe('no error');
    await admin.send(revokeApiKey, { id: shop.apiKey.id });
    now += 10_000;
    for (const name of ['shop', 'guest']) {
      expect(await admin.codeOf(createApiKey, { input: { name, role: 'VIEWER' } })).toBe('no error');
    }
  });
});

test('a key for some projects sees, changes and lists these alone', async () => {
  const admin = await newAdmin();
  const [own, other] = [await studio.newProject(admin, 20), await studio.newProject(admin, 20)];
  const input = { name: 'one project', role: 'EDITOR' as const, projectIds: [own] };
  const { createApiKey: made } = await admin.send(createApiKey, { input });
  expect(made.apiKey.projectIds).toEqual([own]);
  const scoped = new GraphqlClient(studio.url, made.secret);
  expect((await scoped.send(ledgerOf, { id: own })).project?.balance).toBe(20);
  expect((await scoped.send(ledgerOf, { id: other })).project).toBeNull();
  const prompt = { idempotencyKey: 'k', prompt: 'a pearl on velvet' };
  expect(await scoped.codeOf(performPrompt, { input: { ...prompt, projectId: other } })).toBe('NOT_FOUND');
  expect(await scoped.codeOf(performPrompt, { input: { ...prompt, projectId: own } })).toBe('no error');
  expect(await scoped.codeOf(createProject, { input: { name: 'another' } })).toBe('FORBIDDEN');
  const { data } = await scoped.ask<{ projects: { nodes: { id: string }[] } }, object>('{ projects { nodes { id } } }');
  expect(data?.projects.nodes).toEqual([{ id: own }]);
});

describe('the end of a key', () => {
  test('revoked: the next call is refused, and revoking again changes nothing', async () => {
    const admin = await newAdmin();
    const { createApiKey: made } = await admin.send(createApiKey, { input: { name: 'shop', role: 'EDITOR' } });
    const holder = new GraphqlClient(studio.url, made.secret);
    await holder.send(whoAmI, {});
    const first = await admin.send(revokeApiKey, { id: made.apiKey.id });
    expect(await holder.codeOf(whoAmI, {})).toBe('UNAUTHENTICATED');
    now += 1000;
    expect(await admin.send(revokeApiKey, { id: made.apiKey.id })).toEqual(first);
    expect((await admin.send(apiKeys, {})).apiKeys.map(({ name }) => name)).toEqual(['admin key']);
    const all = await admin.send(apiKeys, { includeRevoked: true });
    expect(all.apiKeys.map(({ name }) => name)).toEqual(['shop', 'admin key']);
  });

  test('expired: it is refused from that instant', async () => {
    const admin = await newAdmin();
    const expiresAt = new Date(now + 10_000).toISOString();
    const { createApiKey: made } = await admin.send(createApiKey, {
      input: { name: 'guest', role: 'VIEWER', expiresAt },
    });
    const holder = new GraphqlClient(studio.url, made.secret);
    now += 9_999;
    expect(await holder.codeOf(whoAmI, {})).toBe('no error');
    now += 1;
    expect(await holder.codeOf(whoAmI, {})).toBe('UNAUTHENTICATED');
  });

  test('the last ADMIN key for every project cannot be revoked, nor the last two at once', async () => {
    const admin = await newAdmin();
    const [only] = (await admin.send(apiKeys, {})).apiKeys;
    const { errors } = await admin.ask(revokeApiKey, { id: only?.id ?? '' });
    expect(errors?.[0]?.message).toContain('id is the last ADMIN key');
    const { createApiKey: second } = await admin.send(createApiKey, { input: { name: 'second', role: 'ADMIN' } });
    const answers = await Promise.all([
      admin.ask(revokeApiKey, { id: second.apiKey.id }),
      new GraphqlClient(studio.url, second.secret).ask(revokeApiKey, { id: only?.id ?? '' }),
    ]);
    expect(answers.filter((answer) => answer.errors === undefined)).toHaveLength(1);
  });

  test('an expiring ADMIN key does not allow revoking the last permanent one', async () => {
    const admin = await newAdmin();
    const [only] = (await admin.send(apiKeys, {})).apiKeys;
    const expiresAt = new Date(now + 60_000).toISOString();
    const { createApiKey: guest } = await admin.send(createApiKey, {
      input: { name: 'guest', role: 'ADMIN', expiresAt },
    });
    const { errors } = await admin.ask(revokeApiKey, { id: only?.id ?? '' });
    expect(errors?.[0]).toMatchObject({
      message: 'id is the last ADMIN key for every project that does not expire: make another such key first',
      extensions: { code: 'BAD_USER_INPUT', problems: [{ field: 'id' }] },
    });
    await admin.send(revokeApiKey, { id: guest.apiKey.id });
    await admin.send(createApiKey, { input: { name: 'for good', role: 'ADMIN' } });
    expect(await admin.codeOf(revokeApiKey, { id: only?.id ?? '' })).toBe('no error');
  });

  test('a key of another workspace is not found', async () => {
    const [admin, other] = [await newAdmin(), await newAdmin()];
    const [foreign] = (await other.send(apiKeys, {})).apiKeys;
    expect(await admin.codeOf(revokeApiKey, { id: foreign?.id ?? '' })).toBe('NOT_FOUND');
  });
});

test('lastUsedAt is written at the first use, and then at most once a minute', async () => {
  const admin = await newAdmin();
  const { createApiKey: made } = await admin.send(createApiKey, { input: { name: 'shop', role: 'VIEWER' } });
  expect(made.apiKey.lastUsedAt).toBeNull();
  const holder = new GraphqlClient(studio.url, made.secret);
  const lastUsed = () =>
    studio.app.database.prisma.apiKey
      .findFirst({ where: { prefix: made.apiKey.prefix } })
      .then((key) => key?.lastUsedAt?.getTime() ?? null);
  const firstUse = now;
  await holder.send(whoAmI, {});
  expect(await until(lastUsed)).toBe(firstUse);
  now += 59_000;
  await holder.send(whoAmI, {});
  now += 1_000;
  await holder.send(whoAmI, {});
  expect(await until(async () => ((await lastUsed()) === firstUse ? null : lastUsed()))).toBe(firstUse + 60_000);
});

describe('a sign-in link', () => {
  async function linkedKey(expiresAt?: string) {
    const admin = await newAdmin();
    const input = { name: 'Maria', role: 'EDITOR' as const, ...(expiresAt && { expiresAt }) };
    const { createApiKey: made } = await admin.send(createApiKey, { input });
    const apiKeyId = made.apiKey.id;
    const { createSignInLink: link } = await admin.send(createSignInLink, { apiKeyId });
    return { admin, apiKeyId, keySecret: made.secret, link };
  }

  async function redeem(secret: unknown): Promise<{ status: number; secret?: string }> {
    const response = await fetch(`${studio.url}/sign-in/link`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ secret }),
    });
    return { status: response.status, ...((await response.json()) as { secret?: string }) };
  }

  const nameBy = async (secret = '') => (await new GraphqlClient(studio.url, secret).send(whoAmI, {})).viewer.name;
  const codeBy = (secret = '') => new GraphqlClient(studio.url, secret).codeOf(whoAmI, {});

  test('signs in once and replaces the secret of its key: the previous secret and its sockets end, and the audit log has each step', async () => {
    const { admin, apiKeyId, keySecret, link } = await linkedKey();
    expect(link.secret).toMatch(/^dkl_[0-9a-f]{64}$/);
    expect(Date.parse(link.expiresAt)).toBe(now + 7 * DAY_MS);
    const before = new GraphqlClient(studio.url, keySecret);
    const projectId = await studio.newProject(admin, 5);
    const watched = before.watch(balanceChanged, { projectId });
    await watched.next();
    expect(await codeBy(link.secret)).toBe('UNAUTHENTICATED'); // the API does not accept it as a credential
    expect(await nameBy(keySecret)).toBe('Maria');
    const listed = async () => (await admin.send(apiKeys, {})).apiKeys.find(({ id }) => id === apiKeyId);
    expect((await listed())?.signInLinkExpiresAt).toBe(link.expiresAt);

    const all = await Promise.all(Array.from({ length: 8 }, () => redeem(link.secret)));
    expect(all.filter(({ status }) => status === 403)).toHaveLength(7);
    const { secret } = all.find(({ status }) => status === 200) ?? {};
    expect(await nameBy(secret)).toBe('Maria');
    expect(await codeBy(keySecret)).toBe('UNAUTHENTICATED');
    await expect(watched.next()).rejects.toMatchObject({ code: 4403 });
    expect((await listed())?.signInLinkExpiresAt).toBeNull();
    const { auditLog: log } = await admin.send(auditLog, { first: 10 });
    const ofKey = log.nodes.filter(({ subjectId }) => subjectId === apiKeyId);
    expect(ofKey.map(({ act, actor }) => [act, actor])).toEqual([
      ['SIGN_IN_LINK_USED', 'Maria'],
      ['SIGN_IN_LINK_CREATED', 'admin key'],
      ['API_KEY_CREATED', 'admin key'],
    ]);
    expect(studio.logged.join('')).not.toContain(link.secret);
  });

  test('is refused once it was replaced, was revoked or has expired, and once its key was revoked or has expired', async () => {
    const replaced = await linkedKey();
    const { createSignInLink: next } = await replaced.admin.send(createSignInLink, { apiKeyId: replaced.apiKeyId });
    const revoked = await linkedKey();
    await revoked.admin.send(revokeSignInLink, { apiKeyId: revoked.apiKeyId });
    const ofRevokedKey = await linkedKey();
    await ofRevokedKey.admin.send(revokeApiKey, { id: ofRevokedKey.apiKeyId });
    const ofShortKey = await linkedKey(new Date(now + 60_000).toISOString());
    expect(Date.parse(ofShortKey.link.expiresAt)).toBe(now + 60_000);
    const old = await linkedKey();
    for (const { link } of [replaced, revoked, ofRevokedKey]) expect((await redeem(link.secret)).status).toBe(403);
    expect(await nameBy(revoked.keySecret)).toBe('Maria');
    expect((await redeem(next.secret)).status).toBe(200);
    now += 60_000;
    expect((await redeem(ofShortKey.link.secret)).status).toBe(403);
    now += 7 * DAY_MS;
    expect((await redeem(old.link.secret)).status).toBe(403);
    for (const { admin, apiKeyId } of [ofRevokedKey, ofShortKey]) {
      expect(await admin.codeOf(createSignInLink, { apiKeyId })).toBe('NOT_FOUND');
    }
    for (const odd of ['', 'dkl_', old.keySecret, 'x'.repeat(200), 'ü\0']) expect((await redeem(odd)).status).toBe(403);
    for (const odd of [null, 7, 'x'.repeat(201)]) expect((await redeem(odd)).status).toBe(400);
    now = NOON;
  });
});

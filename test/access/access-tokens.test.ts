import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { SignJWT } from 'jose';
import { createAccessToken, createApiKey, performCapped, revokeApiKey, whoAmI } from '../support/access-operations.ts';
import { GraphqlClient } from '../support/graphql-client.ts';
import { grantCredits, ledgerOf } from '../support/operations.ts';
import { startStudio, type Studio } from '../support/studio.ts';
import { DAY_MS } from '../../src/instant.ts';

let now = Date.UTC(2026, 10, 22, 12);
let studio: Studio;
let admin: GraphqlClient;
let projectId: string;

beforeAll(async () => {
  studio = await startStudio({ workers: 0, clock: () => now });
  admin = await studio.client();
  projectId = await studio.newProject(admin, 100);
});
afterAll(() => studio.stop());

async function newToken(more: object = {}, by = admin): Promise<{ token: string; expiresAt: string }> {
  const input = { subject: 'maria', role: 'EDITOR' as const, projectIds: [projectId], ...more };
  return (await by.send(createAccessToken, { input })).createAccessToken;
}

describe('an access token', () => {
  test('is for its projects and its role, and its subject is the actor of what it does', async () => {
    const other = await studio.newProject(admin, 10);
    const { token, expiresAt } = await newToken({ ttlSeconds: 60 });
    const browser = new GraphqlClient(studio.url, token);
    expect((await browser.send(whoAmI, {})).viewer).toEqual({
      name: 'maria',
      role: 'EDITOR',
      projectIds: [projectId],
      expiresAt,
    });
    expect((await browser.send(ledgerOf, { id: other })).project).toBeNull();
    const input = { projectId, idempotencyKey: 'by maria', prompt: 'a pearl on velvet' };
    const { performPrompt } = await browser.send(performCapped, { input });
    expect(performPrompt).toMatchObject({ __typename: 'PerformedAction', transaction: { actor: 'maria' } });
    expect(await browser.codeOf(grantCredits, { input: { projectId, idempotencyKey: 'g', credits: 1 } })).toBe(
      'FORBIDDEN',
    );
  });

  test('ends when it said it would', async () => {
    const { token } = await newToken({ ttlSeconds: 60 });
    const browser = new GraphqlClient(studio.url, token);
    now += 59_000;
    expect(await browser.codeOf(whoAmI, {})).toBe('no error');
    now += 1_000;
    expect(await browser.codeOf(whoAmI, {})).toBe('UNAUTHENTICATED');
  });

  test('ends with the key that created it', async () => {
    const { createApiKey: made } = await admin.send(createApiKey, { input: { name: 'shop', role: 'EDITOR' } });
    const { token } = await newToken({}, new GraphqlClient(studio.url, made.secret));
    const browser = new GraphqlClient(studio.url, token);
    expect(await browser.codeOf(whoAmI, {})).toBe('no error');
    await admin.send(revokeApiKey, { id: made.apiKey.id });
    expect(await browser.codeOf(whoAmI, {})).toBe('UNAUTHENTICATED');
  });

  test('does not outlive a key that ends before', async () => {
    const keyEnds = new Date(Math.floor(now / 1000) * 1000 + 120_000).toISOString();
    const { createApiKey: made } = await admin.send(createApiKey, {
      input: { name: 'guest', role: 'EDITOR', expiresAt: keyEnds },
    });
    const { expiresAt } = await newToken({ ttlSeconds: 3_600 }, new GraphqlClient(studio.url, made.secret));
    expect(expiresAt).toBe(keyEnds);
  });

  test.each([
    [{ ttlSeconds: 59 }, 'ttlSeconds must be a whole number of seconds from 60 to 86,400'],
    [{ ttlSeconds: 86_401 }, 'ttlSeconds must be a whole number of seconds from 60 to 86,400'],
    [{ subject: ' ' }, 'subject must be 1 to 200 characters'],
    [{ projectIds: [] }, 'projectIds must be 1 to 100 projects'],
    [{ projectIds: [`prj_${'0'.repeat(26)}`] }, 'there is no such project'],
  ])('is refused with %j', async (wrong, message) => {
    const input = { subject: 'maria', role: 'EDITOR' as const, projectIds: [projectId], ...wrong };
    const { errors } = await admin.ask(createAccessToken, { input });
    expect(errors?.[0]?.message).toContain(message);
  });

  test('has at most the rights of its creator, and cannot create tokens', async () => {
    const editor = await studio.client('EDITOR');
    const input = { subject: 'maria', role: 'ADMIN' as const, projectIds: [projectId] };
    expect(await editor.codeOf(createAccessToken, { input })).toBe('FORBIDDEN');
    const browser = new GraphqlClient(studio.url, (await newToken()).token);
    expect(await browser.codeOf(createAccessToken, { input: { ...input, role: 'VIEWER' } })).toBe('FORBIDDEN');
  });
});

describe('a token that is not ours', () => {
  const inParts = (token: string) => token.split('.') as [string, string, string];
  const json = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

  test.each([
    ['signed by nobody', ([, payload]: string[]) => `${json({ alg: 'none', typ: 'JWT' })}.${payload}.AA`],
    [
      'of alg none under our key',
      ([head, payload]: string[]) => {
        const { kid } = JSON.parse(Buffer.from(head ?? '', 'base64url').toString()) as { kid: string };
        return `${json({ alg: 'none', typ: 'JWT', kid })}.${payload}.AA`;
      },
    ],
    [
      'with another role',
      ([head, payload, signature]: string[]) => {
        const claims = JSON.parse(Buffer.from(payload ?? '', 'base64url').toString()) as object;
        return `${head}.${json({ ...claims, role: 'ADMIN' })}.${signature}`;
      },
    ],
    ['with a signature that was cut', (parts: string[]) => parts.join('.').slice(0, -4)],
  ])('%s is not taken', async (_what, forge) => {
    const forged = forge(inParts((await newToken()).token));
    expect(await new GraphqlClient(studio.url, forged).codeOf(whoAmI, {})).toBe('UNAUTHENTICATED');
  });

  test('signed with a secret of somebody else under our key id is not taken', async () => {
    const [head] = inParts((await newToken()).token);
    const { kid } = JSON.parse(Buffer.from(head, 'base64url').toString()) as { kid: string };
    const forged = await new SignJWT({ role: 'ADMIN', projects: [], key: '0' })
      .setProtectedHeader({ alg: 'HS256', kid })
      .setIssuer('darkroom')
      .setSubject('mallory')
      .setExpirationTime('1h')
      .sign(new Uint8Array(32));
    expect(await new GraphqlClient(studio.url, forged).codeOf(whoAmI, {})).toBe('UNAUTHENTICATED');
  });
});

test('the signing key is rotated after a month, and valid tokens remain valid', async () => {
  const keyOf = (token: string) =>
    JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString()).kid as string;
  const { token: first } = await newToken();
  const born = (await studio.app.database.prisma.tokenKey.findFirstOrThrow()).createdAt.getTime();
  now = born + 30 * DAY_MS - 1_000;
  const { token: last } = await newToken({ ttlSeconds: 86_400 });
  expect(keyOf(last)).toBe(keyOf(first));
  now += 2_000;
  const made = await Promise.all(Array.from({ length: 20 }, () => newToken()));
  expect(new Set(made.map(({ token }) => keyOf(token))).size).toBe(1); // twenty at once make one key
  expect(keyOf(made[0]?.token ?? '')).not.toBe(keyOf(last));
  expect(await new GraphqlClient(studio.url, last).codeOf(whoAmI, {})).toBe('no error');
  now += 31 * DAY_MS;
  await newToken();
  const kept = await studio.app.database.prisma.tokenKey.findMany();
  expect(kept.map(({ id }) => id)).not.toContain(keyOf(last)); // nothing that it signed can be valid any more
});

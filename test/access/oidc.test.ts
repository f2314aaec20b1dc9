import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createAccessToken, performCapped, whoAmI } from '../support/access-operations.ts';
import { GraphqlClient } from '../support/graphql-client.ts';
import { hostileText } from '../support/hostile-text.ts';
import { IdentityProvider } from '../support/identity-provider.ts';
import { ledgerOf } from '../support/operations.ts';
import { startStudio, type Studio } from '../support/studio.ts';

let provider: IdentityProvider;
let studio: Studio;
let admin: GraphqlClient;
let projectId: string;

beforeAll(async () => {
  provider = await IdentityProvider.start();
  studio = await startStudio({
    workers: 0,
    variables: {
      ...provider.variables,
      OIDC_SUBJECT_CLAIM: 'email',
      OIDC_ROLE_CLAIM: 'groups',
      OIDC_ROLES: 'interns=VIEWER,designers=EDITOR,leads=ADMIN',
      OIDC_PROJECTS_CLAIM: 'projects',
    },
  });
  admin = await studio.client();
  projectId = await studio.newProject(admin, 100);
});
afterAll(async () => {
  await studio.stop();
  await provider.stop();
});

async function person(claims: object): Promise<GraphqlClient> {
  return new GraphqlClient(studio.url, await provider.sign({ email: 'ada@example.com', ...claims }));
}

describe("a token of the company's own provider", () => {
  test('is taken with the claims that the configuration names; its person is the actor', async () => {
    const designer = await person({ groups: ['staff', 'designers'], projects: [projectId] });
    expect((await designer.send(whoAmI, {})).viewer).toMatchObject({
      name: 'ada@example.com',
      role: 'EDITOR',
      projectIds: [projectId],
    });
    const input = { projectId, idempotencyKey: 'by ada', prompt: 'a pearl on velvet' };
    expect((await designer.send(performCapped, { input })).performPrompt).toMatchObject({
      transaction: { actor: 'ada@example.com' },
    });
  });

  test('has the highest of its roles', async () => {
    const lead = await person({ groups: 'interns leads', projects: [projectId] });
    expect((await lead.send(whoAmI, {})).viewer.role).toBe('ADMIN');
  });

  test('sees no other projects, and makes no tokens of ours', async () => {
    const lead = await person({ groups: 'leads', projects: [projectId, 'nonsense'] });
    const other = await studio.newProject(admin, 5);
    expect((await lead.send(ledgerOf, { id: other })).project).toBeNull();
    const input = { subject: 'x', role: 'VIEWER' as const, projectIds: [projectId] };
    expect(await lead.codeOf(createAccessToken, { input })).toBe('FORBIDDEN');
  });

  test.each([
    ['for another audience', { groups: 'leads', aud: 'somebody-else' }],
    ['that has ended', { groups: 'leads', exp: 1 }],
    ['that never ends', { groups: 'leads', exp: undefined }],
    ['that begins later', { groups: 'leads', nbf: 4_000_000_000 }],
    ['without a role', {}],
    ['with a role of another product', { groups: ['kings'] }],
    ['without a person', { groups: 'leads', email: '' }],
    ['whose person is a blank', { groups: 'leads', email: ' \u00a0\n' }],
    ['whose person cannot be seen', { groups: 'leads', email: '\u200b\u2060\u{e0041}' }],
    ['whose person has a NUL in the name', { groups: 'leads', email: 'ada\0@example.com' }],
    ['whose person has half of a surrogate pair', { groups: 'leads', email: 'ada \ud83d' }],
    ['whose person has 256 characters', { groups: 'leads', email: 'a'.repeat(256) }],
    ['whose person is no text', { groups: 'leads', email: { toString: 'ada' } }],
    ['whose person is Darkroom itself', { groups: 'leads', email: 'Ｓystem ' }],
    ['whose person is a key of the workspace', { groups: 'leads', email: 'ADMIN\u2003k\u00adey' }],
    ['that ends beyond the calendar', { groups: 'leads', exp: 253_402_300_800 }],
    ['that ends beyond every number', { groups: 'leads', exp: 1e300 }],
    ['that begins in more than 5 seconds', { groups: 'leads', nbf: Math.floor(Date.now() / 1000) + 3_000 }],
  ])('%s is not taken', async (_what, claims) => {
    expect(await (await person(claims)).codeOf(whoAmI, {})).toBe('UNAUTHENTICATED');
  });

  test('signed by a key that the provider does not have is not taken', async () => {
    const stranger = await IdentityProvider.start();
    const token = await stranger.sign({ iss: provider.issuer, groups: 'leads', email: 'mallory@example.com' });
    await stranger.stop();
    expect(await new GraphqlClient(studio.url, token).codeOf(whoAmI, {})).toBe('UNAUTHENTICATED');
  });
});

test('any text in any claim makes the token invalid, or is the actor of its charges', async () => {
  const anyClaim = fc.oneof(
    hostileText,
    fc.array(hostileText, { maxLength: 3 }),
    fc.dictionary(hostileText, hostileText),
  );
  const claims = fc.record({ email: hostileText, groups: anyClaim, projects: anyClaim, sub: anyClaim, nbf: anyClaim });
  const paying = await studio.newProject(admin, 10_000);
  let charged = 0;
  await fc.assert(
    fc.asyncProperty(claims, fc.subarray(['groups', 'projects', 'sub', 'nbf'] as const), async (hostile, kept) => {
      const chosen = Object.fromEntries(kept.map((name) => [name, hostile[name]]));
      const somebody = await person({ groups: 'designers', projects: [paying], email: hostile.email, ...chosen });
      const { status, data } = await somebody.ask(whoAmI, {});
      expect([200, 401, 431]).toContain(status); // 431: the header is too long
      if (status !== 200) return;
      expect(data?.viewer.name).toBe(hostile.email);
      const input = { projectId: paying, idempotencyKey: crypto.randomUUID(), prompt: 'a pearl' };
      const performed = await somebody.ask(performCapped, { input });
      if (kept.includes('projects')) return; // of another project
      expect(performed.data?.performPrompt).toMatchObject({ transaction: { actor: hostile.email } });
      charged += 1;
    }),
    { numRuns: 100 },
  );
  expect(charged).toBeGreaterThan(0);
});

test('a person of 255 characters, or with marks and emoji in the name, is told apart from all others', async () => {
  for (const email of ['a'.repeat(255), 'Zoë\u0301 👩‍👩‍👧', '山田']) {
    expect((await (await person({ groups: 'leads', email })).send(whoAmI, {})).viewer.name).toBe(email);
  }
});

test('a token that begins within 5 seconds is taken, and one that has ended is not for a second longer', async () => {
  let now = Date.UTC(2026, 10, 28, 12);
  const elsewhere = await startStudio({
    workers: 0,
    clock: () => now,
    variables: provider.variables,
  });
  await elsewhere.client();
  const sign = async (claims: object) =>
    new GraphqlClient(elsewhere.url, await provider.sign({ sub: 'ada', role: 'VIEWER', ...claims }, now));
  const seconds = now / 1000;
  expect(await (await sign({ nbf: seconds + 5 })).codeOf(whoAmI, {})).toBe('no error');
  expect(await (await sign({ nbf: seconds + 6 })).codeOf(whoAmI, {})).toBe('UNAUTHENTICATED');
  const short = await sign({ exp: seconds + 10 });
  now += 9_999;
  expect(await short.codeOf(whoAmI, {})).toBe('no error');
  now += 1;
  expect(await short.codeOf(whoAmI, {})).toBe('UNAUTHENTICATED');
  await elsewhere.stop();
});

describe('a claim is found', () => {
  const claims = { sub: 'ada', aud: 'darkroom' };
  test.each([
    ['by a dotted path', 'realm_access.roles', { realm_access: { roles: ['offline_access', 'EDITOR'] } }, 'EDITOR'],
    ['by a name with dots in it', 'https://example.com/roles', { 'https://example.com/roles': 'ADMIN' }, 'ADMIN'],
    [
      'below a name with dots',
      'resource_access.my.app.roles',
      { resource_access: { 'my.app': { roles: ['VIEWER'] } } },
      'VIEWER',
    ],
    ['as its name before a path', 'a.b', { 'a.b': 'VIEWER', a: { b: 'ADMIN' } }, 'VIEWER'],
  ])('%s', async (_how, roleClaim, more, role) => {
    const variables = { ...provider.variables, OIDC_ROLE_CLAIM: roleClaim };
    const elsewhere = await startStudio({ workers: 0, variables });
    await elsewhere.client();
    const { viewer } = await new GraphqlClient(elsewhere.url, await provider.sign({ ...claims, ...more })).send(
      whoAmI,
      {},
    );
    expect(viewer.role).toBe(role);
    await elsewhere.stop();
  });

  test('never in the prototype of a claim', async () => {
    const variables = {
      ...provider.variables,
      OIDC_SUBJECT_CLAIM: 'role.constructor.name',
    };
    const elsewhere = await startStudio({ workers: 0, variables });
    await elsewhere.client();
    const client = new GraphqlClient(elsewhere.url, await provider.sign({ sub: 'ada', role: 'ADMIN' }));
    expect(await client.codeOf(whoAmI, {})).toBe('UNAUTHENTICATED');
    await elsewhere.stop();
  });
});

test("the provider's keys are fetched once for many tokens", async () => {
  const before = provider.keyFetches;
  const people = await Promise.all(Array.from({ length: 20 }, () => person({ groups: 'interns' })));
  await Promise.all(people.map((each) => each.send(whoAmI, {})));
  expect(provider.keyFetches).toBe(before);
});

test('a provider that does not respond does not make the token invalid', async () => {
  const gone = await IdentityProvider.start();
  const away = await startStudio({ workers: 0, variables: gone.variables });
  const token = await gone.sign({ sub: 'ada', role: 'VIEWER' });
  await gone.stop();
  expect(await new GraphqlClient(away.url, token).codeOf(whoAmI, {})).toBe('UNAVAILABLE');
  await away.stop();
});

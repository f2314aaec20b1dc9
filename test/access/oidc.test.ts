import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createAccessToken, performCapped, whoAmI } from '../support/access-operations.ts';
import { GraphqlClient } from '../support/graphql-client.ts';
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
      OIDC_ISSUER: provider.issuer,
      OIDC_AUDIENCE: 'darkroom',
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

test("the provider's keys are fetched once for many tokens", async () => {
  const before = provider.keyFetches;
  const people = await Promise.all(Array.from({ length: 20 }, () => person({ groups: 'interns' })));
  await Promise.all(people.map((each) => each.send(whoAmI, {})));
  expect(provider.keyFetches).toBe(before);
});

test('a provider that does not answer is no verdict on the token', async () => {
  const gone = await IdentityProvider.start();
  const away = await startStudio({ workers: 0, variables: { OIDC_ISSUER: gone.issuer, OIDC_AUDIENCE: 'darkroom' } });
  const token = await gone.sign({ sub: 'ada', role: 'VIEWER' });
  await gone.stop();
  expect(await new GraphqlClient(away.url, token).codeOf(whoAmI, {})).toBe('UNAVAILABLE');
  await away.stop();
});

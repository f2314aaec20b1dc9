import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { createApiKey } from '../support/access-operations.ts';
import { UnavailableError } from '../../src/database/failure.ts';
import { graphql } from '../support/generated/index.ts';
import { GraphqlClient } from '../support/graphql-client.ts';
import { archiveProject, ledgerOf } from '../support/operations.ts';
import { startStudio, type Studio } from '../support/studio.ts';

const grantCreditsToMany = graphql(`
  mutation GrantCreditsToMany($input: GrantCreditsToManyInput!) {
    grantCreditsToMany(input: $input) {
      results {
        __typename
        ... on GrantedCredits {
          replayed
          project {
            id
            balance
          }
        }
        ... on UserError {
          message
        }
        ... on InvalidGrantError {
          field
        }
        ... on GrantOutcomeUnknown {
          idempotencyKey
        }
      }
    }
  }
`);

let studio: Studio;
let admin: GraphqlClient;

beforeAll(async () => {
  studio = await startStudio({ workers: 0 });
  admin = await studio.client();
});
afterAll(() => studio.stop());

async function grantAll(grants: readonly { projectId: string; idempotencyKey: string; credits: number }[], by = admin) {
  return (await by.send(grantCreditsToMany, { input: { grants: [...grants] } })).grantCreditsToMany.results;
}

test('1,000 grants to ten projects in a few commits: each has its result in its place, and again is a replay', async () => {
  const projects = await Promise.all(Array.from({ length: 10 }, () => studio.newProject(admin, 0)));
  const grants = Array.from({ length: 1_000 }, (_, index) => ({
    projectId: projects[index % 10] ?? '',
    idempotencyKey: `grant ${index}`,
    credits: 1 + (index % 10),
  }));
  const results = await grantAll(grants);
  expect(results.map((each) => (each.__typename === 'GrantedCredits' ? each.project.id : null))).toEqual(
    grants.map(({ projectId }) => projectId),
  );
  const again = await grantAll(grants);
  expect(again.every((each) => each.__typename === 'GrantedCredits' && each.replayed)).toBe(true);
  for (const [index, id] of projects.entries()) {
    const { project } = await admin.send(ledgerOf, { id, first: 1 });
    expect([project?.balance, project?.sequence]).toEqual([100 * (1 + index), 100]);
  }
});

test('what is wrong with one grant is the result of that one, and the others are made', async () => {
  const [one, archived] = [await studio.newProject(admin, 0), await studio.newProject(admin, 0)];
  await admin.send(archiveProject, { id: archived });
  const stranger = await studio.client('ADMIN', await studio.newWorkspace());
  const strange = await studio.newProject(stranger, 0);
  const grant = (projectId: string, idempotencyKey: string, credits = 5) => ({ projectId, idempotencyKey, credits });
  const results = await grantAll([
    grant(one, 'a'),
    grant('prj_nonsense', 'b'),
    grant(strange, 'c'),
    grant(one, 'd', 0),
    grant(archived, 'e'),
    grant(one, 'a', 6),
    grant(one, 'f', 2_000_000_000),
    grant(one, 'g'),
  ]);
  expect(results).toMatchObject([
    { __typename: 'GrantedCredits' },
    { __typename: 'InvalidGrantError', field: 'projectId' },
    {
      __typename: 'InvalidGrantError',
      field: 'projectId',
      message: 'projectId: there is no such project. Nothing was granted.',
    },
    { __typename: 'InvalidGrantError', field: 'credits' },
    { __typename: 'ProjectArchivedError' },
    { __typename: 'IdempotencyConflictError' },
    { __typename: 'InvalidGrantError', field: 'credits' },
    { __typename: 'GrantedCredits' },
  ]);
  expect((await admin.send(ledgerOf, { id: one, first: 1 })).project?.balance).toBe(10);
});

test('a credential of some projects grants to no other', async () => {
  const [own, other] = [await studio.newProject(admin, 0), await studio.newProject(admin, 0)];
  const input = { name: `of ${own} alone`, role: 'ADMIN' as const, projectIds: [own] };
  const { createApiKey: made } = await admin.send(createApiKey, { input });
  const scoped = new GraphqlClient(studio.url, made.secret);
  const grants = [own, other].map((projectId) => ({ projectId, idempotencyKey: 'k', credits: 5 }));
  expect(await grantAll(grants, scoped)).toMatchObject([
    { __typename: 'GrantedCredits' },
    { __typename: 'InvalidGrantError', field: 'projectId' },
  ]);
  expect((await admin.send(ledgerOf, { id: other, first: 1 })).project?.sequence).toBe(0);
});

test('an outcome that is not known is told as such, beside those that are', async () => {
  const projectId = await studio.newProject(admin, 0);
  const grants = ['a', 'b'].map((idempotencyKey) => ({ projectId, idempotencyKey, credits: 5 }));
  const post = jest.spyOn(studio.app.services.ledger, 'post').mockRejectedValueOnce(new UnavailableError('no answer'));
  const results = await grantAll(grants);
  post.mockRestore();
  expect(results).toMatchObject([
    { __typename: 'GrantOutcomeUnknown', idempotencyKey: 'a' },
    { __typename: 'GrantedCredits' },
  ]);
});

test.each([0, 1_001])('%i grants are refused as a whole', async (count) => {
  const grants = Array.from({ length: count }, () => ({ projectId: 'prj_', idempotencyKey: 'k', credits: 1 }));
  const { errors } = await admin.ask(grantCreditsToMany, { input: { grants } });
  expect(errors).toMatchObject([
    { message: 'grants must be 1 to 1000 grants', extensions: { code: 'BAD_USER_INPUT' } },
  ]);
});

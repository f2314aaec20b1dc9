import { expect, test } from '@jest/globals';
import { ApolloClient, ApolloLink, InMemoryCache } from '@apollo/client';
import { parse } from 'graphql';
import { of } from 'rxjs';
import { keepNewestBalances, NewestBalances } from '../../src/studio/api/newest-balances.ts';

const PROJECT = parse('{ project { id balance sequence name } }');

/** What the page makes of an answer that tells this. */
async function received(newest: NewestBalances, told: object): Promise<unknown> {
  const project = { __typename: 'Project', id: 'prj_1', name: 'Necklace', ...told };
  const server = new ApolloLink(() => of({ data: { project } }));
  const client = new ApolloClient({ cache: new InMemoryCache(), link: keepNewestBalances(newest).concat(server) });
  const { data } = await client.query<{ project: unknown }>({ query: PROJECT });
  return data?.project;
}

test('an answer that was overtaken by a push does not bring an older balance back', async () => {
  const newest = new NewestBalances();
  newest.newestOf('prj_1', { sequence: 6, balance: 95 });
  expect(await received(newest, { sequence: 5, balance: 100 })).toMatchObject({ sequence: 6, balance: 95 });
});

test('an answer that is newer than the last push is taken as it is, and holds from then on', async () => {
  const newest = new NewestBalances();
  newest.newestOf('prj_1', { sequence: 6, balance: 95 });
  expect(await received(newest, { sequence: 7, balance: 92 })).toMatchObject({ sequence: 7, balance: 92 });
  expect(newest.newestOf('prj_1', { sequence: 6, balance: 95 })).toEqual({ sequence: 7, balance: 92 });
});

test('what else an answer tells is left as it is', async () => {
  const newest = new NewestBalances();
  newest.newestOf('prj_1', { sequence: 6, balance: 95 });
  expect(await received(newest, { sequence: 5, balance: 100 })).toMatchObject({ id: 'prj_1', name: 'Necklace' });
});

import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createProject, grantCredits, performPrompt } from '../support/operations.ts';
import type { CreditTransactionFilter } from '../support/generated/graphql.ts';
import { graphql } from '../support/generated/index.ts';
import type { GraphqlClient } from '../support/graphql-client.ts';
import { startStudio, type Studio } from '../support/studio.ts';
import { HOUR_MS } from '../../src/instant.ts';

const csvOf = graphql(`
  query CsvOf($id: ID!, $filter: CreditTransactionFilter) {
    project(id: $id) {
      transactionsCsv(filter: $filter) {
        url
        expiresAt
      }
      transactions(first: 200, filter: $filter) {
        nodes {
          id
          sequence
          kind
          amount
          balanceAfter
          actor
          note
          apiKeyId
          createdAt
          action {
            id
            kind
          }
        }
      }
    }
  }
`);

const NOON = Date.UTC(2026, 10, 22, 12);

let now = NOON;
let studio: Studio;
let admin: GraphqlClient;
let projectId: string;
beforeAll(async () => {
  studio = await startStudio({ workers: 0, clock: () => now });
  admin = await studio.client();
  const editor = await studio.client('EDITOR');
  projectId = await studio.newProject(admin, 100);
  for (let hour = 1; hour <= 12; hour += 1) {
    now = NOON + hour * HOUR_MS;
    const client = hour % 3 === 0 ? admin : editor;
    await client.send(performPrompt, { input: { projectId, idempotencyKey: `k${hour}`, prompt: 'a ring' } });
  }
  const note = '=1+1, "said" Zoë';
  await admin.send(grantCredits, { input: { projectId, idempotencyKey: 'noted', credits: 7, note } });
});
afterAll(() => studio.stop());

async function ask(filter: CreditTransactionFilter | null) {
  const { project } = await admin.send(csvOf, { id: projectId, filter });
  if (!project) throw new Error('the project is not there');
  return { ...project.transactionsCsv, nodes: project.transactions.nodes };
}

/** As RFC 4180 has it, without the apostrophe that keeps a formula from running. */
function recordsOf(text: string): string[][] {
  const cells = [...text.matchAll(/("(?:[^"]|"")*"|[^,\r]*)(,|\r\n)/g)];
  const records: string[][] = [[]];
  for (const [, cell = '', end] of cells) {
    const bare = cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell;
    records.at(-1)?.push(bare.replace(/^'(?==)/, ''));
    if (end === '\r\n') records.push([]);
  }
  return records.slice(0, -1);
}

test.each<[string, CreditTransactionFilter | null]>([
  ['everything', null],
  ['charges alone', { kinds: ['CHARGE'] }],
  ['one action of some hours', { actionKinds: ['PROMPT'], from: iso(NOON + 3 * HOUR_MS), to: iso(NOON + 9 * HOUR_MS) }],
  ['one actor', { actors: ['editor key'] }],
  ['nothing', { kinds: ['EXPIRY'] }],
])('the file holds exactly what the API answers: %s', async (_, filter) => {
  const { url, nodes } = await ask(filter);
  const response = await fetch(url);
  const [header, ...records] = recordsOf(await response.text());
  expect(header).toEqual(
    'time,kind,action,amount,balance_after,actor,note,sequence,transaction_id,action_id,api_key_id'.split(','),
  );
  expect(records).toEqual(
    nodes.map(({ id, sequence, kind, amount, balanceAfter, actor, note, createdAt, action, apiKeyId }) =>
      [createdAt, kind, action?.kind, amount, balanceAfter, actor, note, sequence, id, action?.id, apiKeyId].map(
        (cell) => String(cell ?? ''),
      ),
    ),
  );
  expect(nodes.every(({ kind, apiKeyId }) => (kind === 'CHARGE') === (apiKeyId?.startsWith('key_') ?? false))).toBe(
    true,
  );
  if (filter?.kinds?.[0] !== 'EXPIRY') expect(records.length).toBeGreaterThan(3);
});

test('the response is a named file that is neither cached nor sniffed', async () => {
  const response = await fetch((await ask(null)).url);
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8; header=present');
  expect(response.headers.get('content-disposition')).toMatch(
    /^attachment; filename="Necklace spring transactions 2026-11-23\.csv"; filename\*=UTF-8''Necklace%20spring/,
  );
  expect(response.headers.get('cache-control')).toBe('no-store');
  expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  const [first, second, third] = new Uint8Array(await response.arrayBuffer());
  expect([first, second, third]).toEqual([0xef, 0xbb, 0xbf]); // or a spreadsheet would misread every ë
});

test.each(['हिन्दी', 'Zoë', 'ไทยแท้', 'می\u200cخواهم', '한국어'])(
  'a file of the project %s has its name, marks and joiners in their places',
  async (name) => {
    const { createProject: project } = await admin.send(createProject, { input: { name: name.normalize('NFD') } });
    const { project: made } = await admin.send(csvOf, { id: project.id, filter: null });
    const response = await fetch(made?.transactionsCsv.url ?? '');
    await response.arrayBuffer();
    const named = /filename\*=UTF-8''(.*)/.exec(response.headers.get('content-disposition') ?? '')?.[1];
    expect(decodeURIComponent(named ?? '')).toBe(`${name.normalize('NFC')} transactions 2026-11-23.csv`);
  },
);

test('a URL that was changed, or signed for something else, is refused', async () => {
  const { url } = await ask({ kinds: ['GRANT'] });
  const other = new URL((await ask(null)).url);
  const forged = new URL(url);
  forged.searchParams.set('wish', other.searchParams.get('wish') ?? '');
  const later = new URL(url);
  later.searchParams.set('until', String(now + 24 * HOUR_MS));
  for (const changed of [forged, later, `${studio.url}/downloads/transactions`]) {
    const response = await fetch(changed);
    expect(response.status).toBe(403);
    expect(await response.json()).toMatchObject({ error: { code: 'BAD_SIGNATURE' } });
  }
});

test('a URL ends after five minutes', async () => {
  const { url, expiresAt } = await ask(null);
  expect(Date.parse(expiresAt)).toBe(now + 5 * 60_000);
  now += 5 * 60_000 - 1;
  expect((await fetch(url)).status).toBe(200);
  now += 1;
  const response = await fetch(url);
  expect(response.status).toBe(410);
  expect(await response.json()).toMatchObject({ error: { code: 'EXPIRED' } });
});

test('no URL is given for a project that is not the viewer’s', async () => {
  const stranger = await studio.client('ADMIN', await studio.newWorkspace());
  const { data, errors } = await stranger.ask(csvOf, { id: projectId, filter: null });
  expect({ data, errors }).toEqual({ data: { project: null }, errors: undefined });
});

test('a filter beyond its limits is refused, and names the field', async () => {
  const many = Array.from({ length: 11 }, (_, number) => `actor ${number}`);
  expect(await admin.codeOf(csvOf, { id: projectId, filter: { actors: many } })).toBe('BAD_USER_INPUT');
  expect(await admin.codeOf(csvOf, { id: projectId, filter: { from: iso(NOON), to: iso(NOON) } })).toBe(
    'BAD_USER_INPUT',
  );
});

function iso(instant: number): string {
  return new Date(instant).toISOString();
}

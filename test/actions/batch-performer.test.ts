import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { createApiKey } from '../support/access-operations.ts';
import { graphql } from '../support/generated/index.ts';
import type { BatchItemInput, BatchMode } from '../support/generated/graphql.ts';
import { GraphqlClient } from '../support/graphql-client.ts';
import { ledgerOf } from '../support/operations.ts';
import { photograph } from '../support/photograph.ts';
import { stoppedClock } from '../support/stopped-clock.ts';
import { startStudio, type Studio } from '../support/studio.ts';
import { openUpload, uploadPicture } from '../support/upload-picture.ts';

const performBatch = graphql(`
  mutation PerformBatch($input: PerformBatchInput!) {
    performBatch(input: $input) {
      charged
      project {
        balance
      }
      results {
        __typename
        ... on PerformedAction {
          replayed
          action {
            id
            kind
            credits
          }
          transaction {
            sequence
            amount
          }
        }
        ... on InsufficientCreditsError {
          required
          available
        }
        ... on InvalidBatchItemError {
          field
        }
        ... on UserError {
          message
        }
      }
    }
  }
`);

const PRICE = 3;

let studio: Studio;
let client: GraphqlClient;
let png: Uint8Array;

beforeAll(async () => {
  studio = await startStudio({ workers: 0 });
  client = await studio.client();
  png = (await photograph({ width: 64, height: 48, format: 'png' })).bytes;
});
afterAll(() => studio.stop());

interface Place {
  readonly projectId: string;
  readonly imageId: string;
  readonly emptyId: string;
}

async function newPlace(credits: number): Promise<Place> {
  const projectId = await studio.newProject(client, credits);
  const imageId = await uploadPicture(client, projectId, png);
  return { projectId, imageId, emptyId: (await openUpload(client, projectId, 10)).imageId };
}

async function perform({ projectId }: Place, mode: BatchMode, items: BatchItemInput[], by = client) {
  return (await by.send(performBatch, { input: { projectId, mode, items } })).performBatch;
}

async function linesOf(projectId: string) {
  const { project } = await client.send(ledgerOf, { id: projectId, first: 200 });
  return project?.transactions.nodes ?? [];
}

const expand = ({ imageId }: Place, key: string = randomUUID()): BatchItemInput => ({
  expand: { idempotencyKey: key, imageId, left: 10 },
});

test('100 items are 100 entries of one commit, in order', async () => {
  const place = await newPlace(1_000);
  const items = Array.from({ length: 100 }, () => expand(place));
  const { results, charged, project } = await perform(place, 'AS_MANY_AS_AFFORDABLE', items);
  const sequences = results.map((each) => (each.__typename === 'PerformedAction' ? each.transaction.sequence : null));
  expect(sequences).toEqual(items.map((_, index) => index + 2));
  expect({ charged, project }).toEqual({ charged: 300, project: { balance: 700 } });
  await perform(
    place,
    'ALL_OR_NOTHING',
    items.map(() => expand(place)),
  );
  const { rows } = await studio.app.database.pool.query(
    `select count(distinct xmin::text)::int as commits, count(*)::int as lines from credit_transactions where kind = 'CHARGE'`,
  );
  expect(rows).toEqual([{ commits: 2, lines: 200 }]);
});

test('a spending cap includes the earlier items of the batch', async () => {
  const place = await newPlace(100);
  const input = { name: 'capped', role: 'EDITOR' as const, creditCap: { credits: 2 * PRICE, per: 'DAY' as const } };
  const { createApiKey: made } = await client.send(createApiKey, { input });
  const capped = new GraphqlClient(studio.url, made.secret);
  const items = [expand(place), expand(place), expand(place)];
  const names = async (mode: BatchMode) =>
    (await perform(place, mode, items, capped)).results.map(({ __typename }) => __typename);
  expect(await names('ALL_OR_NOTHING')).toEqual(['BatchRefusedError', 'BatchRefusedError', 'CreditCapReachedError']);
  expect(await names('AS_MANY_AS_AFFORDABLE')).toEqual(['PerformedAction', 'PerformedAction', 'CreditCapReachedError']);
});

test('the items count as requests of the credential, and a batch of none or of too many is refused', async () => {
  const { projectId, ...place } = await newPlace(0);
  for (const items of [[], Array.from({ length: 101 }, () => expand({ projectId, ...place }))]) {
    const response = await client.ask(performBatch, { input: { projectId, mode: 'ALL_OR_NOTHING', items } });
    expect(response.errors?.[0]).toMatchObject({ message: 'items must be 1 to 100 items' });
  }
  const { databaseUrl, dataFolder } = studio;
  const variables = { LIMIT_REQUESTS_PER_SECOND: '1', LIMIT_REQUEST_BURST: '10' };
  const slow = await startStudio({ workers: 0, databaseUrl, dataFolder, variables, clock: stoppedClock() });
  try {
    const once = new GraphqlClient(slow.url, client.authorization.replace('Bearer ', ''));
    const items = Array.from({ length: 30 }, () => expand({ projectId, ...place }));
    await perform({ projectId, ...place }, 'ALL_OR_NOTHING', items, once);
    const { errors } = await once.ask(ledgerOf, { id: projectId });
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'RATE_LIMITED', retryAfterSeconds: 21 });
  } finally {
    await slow.stop();
  }
});

interface Item {
  readonly key: number;
  readonly kind: 'background' | 'expand' | 'no image' | 'empty image' | 'both';
  /** Sent with it: more than the price, or less. */
  readonly maxCredits: number | null;
}

const item: fc.Arbitrary<Item> = fc.record({
  key: fc.nat(6),
  kind: fc.oneof(
    { weight: 12, arbitrary: fc.constantFrom('background' as const, 'expand' as const) },
    { weight: 1, arbitrary: fc.constantFrom('no image' as const, 'empty image' as const, 'both' as const) },
  ),
  maxCredits: fc.oneof({ weight: 8, arbitrary: fc.constant(null) }, fc.constantFrom(PRICE, PRICE - 1)),
});
const batch = fc.record({
  mode: fc.constantFrom<BatchMode[]>('ALL_OR_NOTHING', 'AS_MANY_AS_AFFORDABLE'),
  items: fc.array(item, { minLength: 1, maxLength: 8 }),
});

function inputOf({ key, kind, maxCredits }: Item, place: Place): BatchItemInput {
  const idempotencyKey = `key ${key}`;
  const imageId =
    kind === 'no image' ? `img_${'0'.repeat(26)}` : kind === 'empty image' ? place.emptyId : place.imageId;
  const background = { idempotencyKey, maxCredits, imageId, background: 'sand' };
  if (kind === 'background') return { background };
  const widened = { idempotencyKey, maxCredits, imageId, left: 10 };
  return kind === 'both' ? { background, expand: widened } : { expand: widened };
}

/** What should become of batches, in a few lines and without a database. */
class PlainBatches {
  balance: number;
  used = new Map<number, string>();

  constructor(balance: number) {
    this.balance = balance;
  }

  perform(mode: BatchMode, items: readonly Item[]): string[] {
    // A key that was used answers before the image is looked at, because a repeated call may come after it was deleted.
    const wrong = items.map(({ kind, key }) => {
      const name = wrongItem(kind);
      return name !== null && kind !== 'both' && this.used.has(key) ? 'IdempotencyConflictError' : name;
    });
    if (mode === 'AS_MANY_AS_AFFORDABLE') return items.map((each, index) => wrong[index] ?? this.#charge(each));
    if (wrong.some((name) => name !== null)) return wrong.map((name) => name ?? 'BatchRefusedError');
    const before = { balance: this.balance, used: new Map(this.used) };
    const names = items.map((each) => this.#charge(each));
    const refused = names.findIndex((name) => !['charged', 'replayed'].includes(name));
    if (refused === -1) return names;
    this.balance = before.balance;
    this.used = before.used;
    return items.map((each, index) => {
      if (index === refused) return names[index] ?? '';
      if (!this.used.has(each.key)) return 'BatchRefusedError';
      return this.used.get(each.key) === said(each) ? 'replayed' : 'IdempotencyConflictError';
    });
  }

  #charge(each: Item): string {
    const earlier = this.used.get(each.key);
    if (earlier !== undefined) return earlier === said(each) ? 'replayed' : 'IdempotencyConflictError';
    if (each.maxCredits !== null && each.maxCredits < PRICE) return 'PriceChangedError';
    if (this.balance < PRICE) return 'InsufficientCreditsError';
    this.balance -= PRICE;
    this.used.set(each.key, said(each));
    return 'charged';
  }
}

const said = ({ kind, maxCredits }: Item) => `${kind} ${maxCredits}`;

function wrongItem(kind: Item['kind']): string | null {
  if (kind === 'empty image') return 'ImageNotReadyError';
  return kind === 'no image' || kind === 'both' ? 'InvalidBatchItemError' : null;
}

test('whatever is in batches, each item becomes what it should, and the ledger has a line for each charge', async () => {
  const runs = Number(process.env['BATCH_RUNS'] ?? 30);
  await fc.assert(
    fc.asyncProperty(fc.nat(24), fc.array(batch, { minLength: 1, maxLength: 3 }), async (credits, batches) => {
      const place = await newPlace(credits);
      const plain = new PlainBatches(credits);
      let lines = credits > 0 ? 1 : 0;
      for (const { mode, items } of batches) {
        const before = plain.balance;
        const expected = plain.perform(mode, items);
        const made = await perform(
          place,
          mode,
          items.map((each) => inputOf(each, place)),
        );
        const names = made.results.map((each) =>
          each.__typename === 'PerformedAction' ? (each.replayed ? 'replayed' : 'charged') : each.__typename,
        );
        expect(names).toEqual(expected);
        expect(made.charged).toBe(before - plain.balance);
        expect(made.project.balance).toBe(plain.balance);
        lines += expected.filter((name) => name === 'charged').length;
        expect(await linesOf(place.projectId)).toHaveLength(lines);
      }
    }),
    { numRuns: runs },
  );
});

test('a batch of which an item fails a check says which field, and what a single call with the same key replays', async () => {
  const place = await newPlace(100);
  const wrong = { background: { idempotencyKey: 'w', imageId: place.imageId, background: '' } };
  const { results } = await perform(place, 'AS_MANY_AS_AFFORDABLE', [wrong, expand(place, 'one')]);
  expect(results).toMatchObject([
    { __typename: 'InvalidBatchItemError', field: 'background' },
    { __typename: 'PerformedAction', action: { kind: 'EXPAND', credits: PRICE } },
  ]);
  const { data } = await client.ask<{ performExpand: object }, object>(
    'mutation ($input: PerformExpandInput!) { performExpand(input: $input) { ... on PerformedAction { replayed } } }',
    { input: { projectId: place.projectId, idempotencyKey: 'one', imageId: place.imageId, left: 10 } },
  );
  expect(data?.performExpand).toEqual({ replayed: true });
});

import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import pg from 'pg';
import type { Queryable } from '../../src/database/statement.ts';
import type { ActionId, ImageId, ProjectId, PurchaseId } from '../../src/ids.ts';
import fc from 'fast-check';
import { readConfig } from '../../src/config/config.ts';
import { Bus } from '../../src/live/bus.ts';
import { readMessage, readNews } from '../../src/live/bus-message.ts';
import { LOSS_DETECTION_MAX_MS } from '../../src/live/bus-transport.ts';
import { readNatsUrl } from '../../src/live/nats-settings.ts';
import { NotifyTransport } from '../../src/live/notify-transport.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { id } from '../support/ids.ts';
import { until } from '../support/until.ts';

const PROJECT = id('project', 1);
const OTHER = id('project', 2);
const NOW = Date.UTC(2026, 10, 29);

let database: TestDatabase;
let pool: pg.Pool;
const opened: Bus[] = [];

beforeAll(async () => {
  database = await testDatabase();
  pool = new pg.Pool({ connectionString: database.url, max: 2 });
});
afterEach(() => Promise.all(opened.splice(0).map((bus) => bus.close())));
afterAll(async () => {
  await pool.end();
  await database.close();
});

interface Heard {
  readonly sequences: [ProjectId, number][];
  readonly actions: [ProjectId, ActionId, string | null][];
  readonly purchases: [ProjectId, PurchaseId][];
  readonly feedback: [ProjectId, ImageId][];
  readonly pictures: string[];
  readonly missed: number[];
}

async function openBus(origin: string, wait: () => Promise<void>) {
  const heard: Heard = { sequences: [], actions: [], purchases: [], feedback: [], pictures: [], missed: [] };
  const errors: unknown[] = [];
  let isAway = false;
  let malformed = 0;
  let messages = 0;
  const counting = {
    query: (config: pg.QueryConfig) => {
      if (isAway) return Promise.reject(new Error('the database is away'));
      messages += 1;
      return pool.query(config);
    },
  } satisfies Queryable;
  const bus = new Bus({
    transport: new NotifyTransport({ url: database.url, pool: counting, wait }),
    origin,
    clock: () => NOW,
    wait,
    onSequence: (...news) => heard.sequences.push(news),
    onAction: (...news) => heard.actions.push(news),
    onPurchase: (...news) => heard.purchases.push(news),
    onFeedback: (...news) => heard.feedback.push(news),
    onPictureRemoved: (picture) => heard.pictures.push(picture),
    onMissed: (since) => heard.missed.push(since),
    onConnected: () => undefined,
    onMalformed: (items) => (malformed += items),
    onError: (error) => errors.push(error),
  });
  await bus.open();
  opened.push(bus);
  const setAway = (away: boolean) => (isAway = away);
  return { bus, heard, errors, setAway, messages: () => messages, malformed: () => malformed };
}

const SPAN = `00-${'1'.repeat(32)}-${'2'.repeat(16)}-01`;

test('a commit is notified at once, and the following ones are combined into one message with the newest sequences', async () => {
  const pause = Promise.withResolvers<void>();
  const here = await openBus('here', () => pause.promise);
  const there = await openBus('there', () => Promise.resolve());
  here.bus.publishSequence(PROJECT, 1);
  await until(() => there.heard.sequences.length === 1);
  for (let sequence = 2; sequence <= 500; sequence += 1) here.bus.publishSequence(PROJECT, sequence);
  here.bus.publishSequence(OTHER, 7);
  here.bus.publishAction(OTHER, id('action', 1), SPAN);
  here.bus.publishPurchase(OTHER, id('purchase', 1));
  here.bus.publishFeedback(OTHER, id('image', 1));
  here.bus.publishRemovedPicture('a'.repeat(64));
  expect(here.messages()).toBe(1);
  pause.resolve();
  await until(() => there.heard.actions.length === 1);
  expect(here.messages()).toBe(2);
  expect(there.heard).toEqual({
    sequences: [
      [PROJECT, 1],
      [PROJECT, 500],
      [OTHER, 7],
    ],
    actions: [[OTHER, id('action', 1), SPAN]],
    purchases: [[OTHER, id('purchase', 1)]],
    feedback: [[OTHER, id('image', 1)]],
    pictures: ['a'.repeat(64)],
    missed: [],
  });
});

test('a process ignores its own notifications', async () => {
  const here = await openBus('here', () => Promise.resolve());
  const there = await openBus('there', () => Promise.resolve());
  here.bus.publishSequence(PROJECT, 1);
  await until(() => there.heard.sequences.length === 1);
  expect(here.heard.sequences).toEqual([]);
});

test('after a message that could not be sent, the next one announces the loss, once', async () => {
  const here = await openBus('here', () => Promise.resolve());
  const there = await openBus('there', () => Promise.resolve());
  here.setAway(true);
  here.bus.publishAction(PROJECT, id('action', 1));
  await until(() => here.errors.length === 1);
  here.setAway(false);
  here.bus.publishSequence(PROJECT, 2);
  await until(() => there.heard.sequences.length === 1);
  here.bus.publishSequence(PROJECT, 3);
  await until(() => there.heard.sequences.length === 2);
  expect(there.heard).toMatchObject({ actions: [], missed: [NOW - LOSS_DETECTION_MAX_MS] });
});

test('an invalid item is counted and ignored, and the other items of its message are received', async () => {
  const there = await openBus('there', () => Promise.resolve());
  const forged = [
    ['sequence', PROJECT, 1e300],
    ['sequence', "' or true", 1],
    ['action', PROJECT],
    ['purchase', PROJECT, 'pur_1'],
    ['feedback', PROJECT, 'img_1'],
    ['picture removed', '../../etc/passwd'],
    ['missed', -1],
    ['invented', 1],
    null,
    ['sequence', PROJECT, 4],
  ];
  const texts = ['', 'no JSON', '[]', '{"news":[]}', JSON.stringify({ origin: 'x', news: forged })];
  await pool.query("select pg_notify('darkroom_live', text) from unnest($1::text[]) as text", [texts]);
  await until(() => there.heard.sequences.length === 1);
  expect(there.malformed()).toBe(4 + 9);
  expect(there.heard).toEqual({
    sequences: [[PROJECT, 4]],
    actions: [],
    purchases: [],
    feedback: [],
    pictures: [],
    missed: [],
  });
  expect(there.errors).toEqual([]);
});

test('of any received text, only valid items of the known types are notifications', () => {
  const item = fc.oneof(
    fc.jsonValue(),
    fc.tuple(
      fc.constantFrom('sequence', 'action', 'purchase', 'picture removed', 'missed'),
      fc.jsonValue(),
      fc.jsonValue(),
    ),
    fc.tuple(fc.constant('sequence'), fc.uuid(), fc.oneof(fc.integer(), fc.double())),
  );
  const text = fc.oneof(
    fc.array(item).map((news) => JSON.stringify({ origin: 'x', news })),
    fc.json(),
    fc.string(),
  );
  fc.assert(
    fc.property(text, (received) => {
      for (const news of readNews(readMessage(received)?.items ?? []).news) {
        if (news[0] === 'sequence') expect(Number.isSafeInteger(news[2]) && news[2] > 0).toBe(true);
        else expect(news[0]).toMatch(/^(action|picture removed|missed)$/);
      }
    }),
  );
});

test('NATS_URL lists servers that share one scheme and one set of credentials', () => {
  const anonymous = { user: null, secret: null, tls: false };
  expect(readNatsUrl('nats://nats1')).toEqual({ servers: ['nats1'], ...anonymous });
  expect(readNatsUrl('nats://a:4222,nats://b:4223,[::1]:4224')).toEqual({
    servers: ['a:4222', 'b:4223', '[::1]:4224'],
    ...anonymous,
  });
  expect(readNatsUrl('tls://me:p%40ss%3A@a,b/')).toEqual({
    servers: ['a', 'b'],
    user: 'me',
    secret: 'p@ss:',
    tls: true,
  });
  expect(readNatsUrl('nats://a-token@a')).toEqual({ servers: ['a'], user: null, secret: 'a-token', tls: false });
  for (const wrong of [
    'a:4222',
    'nats://',
    'nats://a,',
    'nats://a b',
    'nats://a,tls://b',
    'nats://a:0',
    'nats://a:70000',
    'nats://a/x',
    'nats://a?x=1',
    'nats://u:p@a@b',
    'nats://u:%zz@a',
    `nats://${'a,'.repeat(8)}a`,
  ])
    expect(() => readConfig({ NATS_URL: wrong }, '')).toThrow(
      /^NATS_URL must list one to eight servers of NATS, such as nats:/,
    );
});

import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import pg from 'pg';
import type { Queryable } from '../../src/database/statement.ts';
import type { ActionId, ProjectId } from '../../src/ids.ts';
import { Bus } from '../../src/live/bus.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { id } from '../support/ids.ts';
import { until } from '../support/until.ts';

const PROJECT = id('project', 1);
const OTHER = id('project', 2);

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
  readonly actions: [ProjectId, ActionId][];
  readonly pictures: string[];
}

async function openBus(origin: string, wait: () => Promise<void>) {
  const heard: Heard = { sequences: [], actions: [], pictures: [] };
  let messages = 0;
  const counting = {
    query: (config: pg.QueryConfig) => {
      messages += 1;
      return pool.query(config);
    },
  } satisfies Queryable;
  const bus = new Bus({
    url: database.url,
    pool: counting,
    origin,
    wait,
    onSequence: (...news) => heard.sequences.push(news),
    onAction: (...news) => heard.actions.push(news),
    onPictureRemoved: (picture) => heard.pictures.push(picture),
    onGap: () => undefined,
    onError: (error) => {
      throw error;
    },
  });
  await bus.open();
  opened.push(bus);
  return { bus, heard, messages: () => messages };
}

test('a commit is notified at once, and the following ones are combined into one message with the newest sequences', async () => {
  const pause = Promise.withResolvers<void>();
  const here = await openBus('here', () => pause.promise);
  const there = await openBus('there', () => Promise.resolve());
  here.bus.publishSequence(PROJECT, 1);
  await until(() => there.heard.sequences.length === 1);
  for (let sequence = 2; sequence <= 500; sequence += 1) here.bus.publishSequence(PROJECT, sequence);
  here.bus.publishSequence(OTHER, 7);
  here.bus.publishAction(OTHER, id('action', 1));
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
    actions: [[OTHER, id('action', 1)]],
    pictures: ['a'.repeat(64)],
  });
});

test('a process ignores its own notifications', async () => {
  const here = await openBus('here', () => Promise.resolve());
  const there = await openBus('there', () => Promise.resolve());
  here.bus.publishSequence(PROJECT, 1);
  await until(() => there.heard.sequences.length === 1);
  expect(here.heard.sequences).toEqual([]);
});

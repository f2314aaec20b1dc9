import { expect, jest, test } from '@jest/globals';
import { pino } from 'pino';
import { DatabaseClock } from '../../src/database/database-clock.ts';
import { openDatabase } from '../../src/database/database.ts';
import type { Queryable } from '../../src/database/statement.ts';
import { testDatabase } from '../support/database.ts';
import { HOUR_MS } from '../../src/instant.ts';

const NOON = Date.UTC(2026, 10, 28, 12);

test('it returns the time of the database, and refuses a machine whose clock differs by seconds', async () => {
  const home = await testDatabase();
  const database = openDatabase(home.url);
  const steadyClock = () => performance.now();
  const right = new DatabaseClock({ machineClock: Date.now, steadyClock, log: pino({ level: 'silent' }) });
  await right.set(home.url);
  const { rows } = await database.pool.query<{ now: Date }>('select clock_timestamp() as now');
  expect(Math.abs(right.now() - (rows[0]?.now.getTime() ?? 0))).toBeLessThan(1_000);
  for (const [offMs, complaint] of [
    [HOUR_MS, /^the clock of this machine is 3600\.\d s ahead of the database's: have both set by NTP$/],
    [-6_000, /^the clock of this machine is 6\.\d s behind the database's: have both set by NTP$/],
  ] as const) {
    const machineClock = () => Date.now() + offMs;
    const wrong = new DatabaseClock({ machineClock, steadyClock, log: pino({ level: 'silent' }) });
    await expect(wrong.set(home.url)).rejects.toMatchObject({ name: 'StartError', message: complaint });
  }
  await database.close();
  await home.close();
});

/** Stands in for the database server: a test sets its clock and how long it takes to answer. */
function farServer() {
  const world = { steadyMs: 0, databaseMs: NOON, roundTripMs: 2 };
  const pass = (ms: number) => {
    world.steadyMs += ms;
    world.databaseMs += ms;
  };
  const server = {
    async query() {
      pass(world.roundTripMs / 4); // there is less than the way back, so that every measurement is off
      const rows = [{ now: world.databaseMs }];
      pass((world.roundTripMs * 3) / 4);
      return { rows };
    },
  } as unknown as Queryable; // of what a result holds, only the rows are read
  return { world, pass, server };
}

test("it follows a change of the database's clock, and ignores inaccurate measurements", async () => {
  jest.useFakeTimers();
  const { world, pass, server } = farServer();
  const log = pino({ level: 'silent' });
  const clock = new DatabaseClock({
    machineClock: () => NOON + world.steadyMs,
    steadyClock: () => world.steadyMs,
    log,
  });
  clock.follow(server);
  const measure = async () => {
    pass(2_000);
    await jest.advanceTimersByTimeAsync(2_000);
  };
  const offMs = () => Math.abs(clock.now() - world.databaseMs);
  await measure();
  expect(offMs()).toBeLessThanOrEqual(2);
  world.roundTripMs = 8_000;
  await measure();
  expect(offMs()).toBeLessThanOrEqual(2);
  for (const stepMs of [HOUR_MS, -2 * HOUR_MS, 30_000]) {
    world.databaseMs += stepMs;
    world.roundTripMs = 20;
    await measure();
    expect(offMs()).toBeLessThanOrEqual(20);
    expect(clock.skewMs).toBe(Math.round(NOON + world.steadyMs - clock.now()));
  }
  clock.stop();
  jest.useRealTimers();
});

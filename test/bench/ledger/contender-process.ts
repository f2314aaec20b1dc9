import { openClient } from '../../../src/database/open-client.ts';
import type { EntryRange } from '../../../src/database/over-entry-ranges.ts';
import { armTopUps } from '../../../src/purchases/arm-top-ups.ts';
import { entryEvents } from '../../../src/webhooks/entry-events.ts';
import { closedLoop } from '../measuring/closed-loop.ts';
import { answerCalls, settings } from '../processes/answer-calls.ts';
import { BulkInsert } from './bulk-insert.ts';
import { type ChargingCalls, type ChargingSettings, type Contender, oneOf } from './charging.ts';
import { darkroom } from './darkroom.ts';
import { preparedStatement } from './prepared-statement.ts';
import { prismaTransaction } from './prisma-transaction.ts';

const own = await settings<ChargingSettings>();
answerCalls<ChargingCalls>(await open());

async function open(): Promise<ChargingCalls> {
  switch (own.contender) {
    case 'darkroom with jobs':
    case 'darkroom without hashes': // the same program, on a database without them
      return charging(darkroom(own, { hasJobs: true }));
    case 'darkroom without jobs':
      return charging(darkroom(own, { hasJobs: false }));
    case 'darkroom without webhooks':
      return charging(darkroom(own, { hasJobs: true, entryStatements: () => [] }));
    case 'darkroom with Stripe':
      return charging(darkroom(own, { hasJobs: true, entryStatements: withTopUps }));
    case 'darkroom with top-ups':
      await setTopUps(own);
      return charging(darkroom(own, { hasJobs: true, entryStatements: withTopUps }));
    case 'prepared statement':
      return charging(preparedStatement(own));
    case 'Prisma transaction':
      return charging(prismaTransaction(own));
    case 'bulk insert with jobs':
    case 'bulk insert without jobs': {
      const bulk = await BulkInsert.open(own, own.contender === 'bulk insert with jobs');
      return { measure: (load) => bulk.measure(load) };
    }
  }
}

function withTopUps(entries: readonly EntryRange[]) {
  return [...entryEvents(entries), ...armTopUps(entries)];
}

/** Sets a top-up for every project. No run reaches its threshold. */
async function setTopUps({ url, hot, spread }: ChargingSettings): Promise<void> {
  const client = await openClient(url);
  await client.query(
    `insert into auto_top_ups (project_id, threshold, credit_pack_id, monthly_limit_minor, state, set_by)
     select id, 10, id, 10000, 'ACTIVE', 'bench' from unnest($1::uuid[]) as project(id)`,
    [[hot, ...spread]],
  );
  await client.query('vacuum analyze auto_top_ups');
  await client.end();
}

function charging(contender: Contender): ChargingCalls {
  return {
    measure: (load) => closedLoop(load, () => contender.charge(load.shape === 'hot' ? own.hot : oneOf(own.spread))),
  };
}

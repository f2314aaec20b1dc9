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
      return charging(darkroom(own, { hasJobs: true, hasWebhooks: true }));
    case 'darkroom without jobs':
      return charging(darkroom(own, { hasJobs: false, hasWebhooks: true }));
    case 'darkroom without webhooks':
      return charging(darkroom(own, { hasJobs: true, hasWebhooks: false }));
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

function charging(contender: Contender): ChargingCalls {
  return {
    measure: (load) => closedLoop(load, () => contender.charge(load.shape === 'hot' ? own.hot : oneOf(own.spread))),
  };
}

import { setTimeout as sleep } from 'node:timers/promises';
import { settlingJobs } from '../../../src/actions/jobs.ts';
import { nextAllowanceAt } from '../../../src/allowances/next-allowance-at.ts';
import type { GrantId } from '../../../src/ids.ts';
import { Ledger } from '../../../src/ledger/ledger.ts';
import { lineEvents } from '../../../src/webhooks/line-events.ts';
import { newId } from './charging.ts';

/** The ledger as the program opens it, which nobody watches. */
export function openLedger(databaseUrl: string): Ledger {
  return new Ledger({
    databaseUrl,
    moment: () => ({ now: Date.now(), newGrantId: () => newId<GrantId>(), nextAllowanceAt }),
    wait: (delayMs) => sleep(delayMs),
    settlingJobs,
    lineStatements: lineEvents,
    committed: () => undefined,
  });
}

import { setTimeout as sleep } from 'node:timers/promises';
import { settlingJobs } from '../../../src/actions/jobs.ts';
import { nextAllowanceAt } from '../../../src/allowances/next-allowance-at.ts';
import type { GrantId } from '../../../src/ids.ts';
import { Ledger } from '../../../src/ledger/ledger.ts';
import type { EntryStatements } from '../../../src/ledger/store/write-statements.ts';
import { lineEvents } from '../../../src/webhooks/line-events.ts';
import { newId } from './charging.ts';

/** The ledger as the program opens it, which nobody watches; with other companions of its lines where they are named. */
export function openLedger(databaseUrl: string, entryStatements: EntryStatements = lineEvents): Ledger {
  return new Ledger({
    databaseUrl,
    moment: () => ({ now: Date.now(), newGrantId: () => newId<GrantId>(), nextAllowanceAt }),
    wait: (delayMs) => sleep(delayMs),
    settlingJobs,
    entryStatements,
    committed: () => undefined,
  });
}

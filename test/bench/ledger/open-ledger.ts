import { setTimeout as sleep } from 'node:timers/promises';
import { settlingJobs } from '../../../src/actions/jobs.ts';
import { nextAllowanceAt } from '../../../src/allowances/next-allowance-at.ts';
import type { GrantId } from '../../../src/ids.ts';
import type { Instant } from '../../../src/instant.ts';
import { Ledger } from '../../../src/ledger/ledger.ts';
import type { EntryStatements } from '../../../src/database/over-entry-ranges.ts';
import { entryEvents } from '../../../src/webhooks/entry-events.ts';
import { newId } from './charging.ts';

export interface LedgerSettings {
  readonly entryStatements?: EntryStatements;
  readonly clock?: () => Instant;
}

/** The ledger as the program opens it, without subscribers; the settings replace the statements about its lines, or its clock. */
export function openLedger(
  databaseUrl: string,
  { entryStatements = entryEvents, clock = Date.now }: LedgerSettings = {},
): Ledger {
  return new Ledger({
    databaseUrl,
    decisionContext: () => ({ now: clock(), newGrantId: () => newId<GrantId>(), nextAllowanceAt }),
    wait: (delayMs) => sleep(delayMs),
    settlingJobs,
    entryStatements,
    committed: () => undefined,
  });
}

import { chargesCheck } from './actions/charges-check.ts';
import type { Instant } from './instant.ts';
import { LedgerChecker } from './ledger/check/ledger-checker.ts';

/** Checks the ledger, and what the actions have to say of it. */
export function openLedgerChecker(databaseUrl: string, clock: () => Instant): LedgerChecker {
  return new LedgerChecker({ databaseUrl, checks: [chargesCheck], clock });
}

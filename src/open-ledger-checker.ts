import { randomInt } from 'node:crypto';
import { chargesCheck, failuresCheck } from './actions/charges-check.ts';
import type { Instant } from './instant.ts';
import { type CheckerOptions, LedgerChecker } from './ledger/check/ledger-checker.ts';

/** Checks the ledger, and what the actions have to say of it. */
export function openLedgerChecker(
  databaseUrl: string,
  clock: () => Instant,
  checked?: CheckerOptions['checked'],
): LedgerChecker {
  return new LedgerChecker({
    databaseUrl,
    checks: [failuresCheck],
    derived: [chargesCheck],
    clock,
    newSeed: () => randomInt(2 ** 40),
    ...(checked && { checked }),
  });
}

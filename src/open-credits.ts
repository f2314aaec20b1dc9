import { ActionRefunder, type RefunderDependencies } from './actions/action-refunder.ts';
import { AllowanceSetter } from './allowances/allowance-setter.ts';
import { newAuditEntries } from './audit/audit.ts';
import { CreditGranter } from './grants/credit-granter.ts';
import { GrantRevoker } from './grants/grant-revoker.ts';
import type { NewId } from './ids.ts';
import type { Instant } from './instant.ts';
import { openLedgerChecker } from './open-ledger-checker.ts';
import type { Metrics } from './telemetry/metrics.ts';
import { CreditMover, type MoverDependencies } from './transfers/credit-mover.ts';

type Parts = Omit<RefunderDependencies & MoverDependencies, 'newAuditEntry'> & {
  readonly newId: NewId;
  readonly clock: () => Instant;
  readonly metrics: Metrics | null;
};

/** The administrative operations on credits, each recorded in the audit log. */
export function openCredits(given: Parts) {
  const parts = { ...given, newAuditEntry: newAuditEntries(given.newId, given.clock) };
  return {
    allowanceSetter: new AllowanceSetter(parts),
    granter: new CreditGranter(parts),
    revoker: new GrantRevoker(parts),
    mover: new CreditMover(parts),
    refunder: new ActionRefunder(parts),
    ledgerChecker: openLedgerChecker(given.database.url, given.clock, (...check) => given.metrics?.checked(...check)),
  };
}

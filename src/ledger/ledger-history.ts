import type { Queryable } from '../database/statement.ts';
import { balancesAt } from './queries/balances-at.ts';
import { entriesAfter, entriesAfterEach, entriesAt, entryPage } from './queries/entries.ts';
import { creditsExpiringAt, grantPage, grantsById, lastAllowanceGrant } from './queries/grants.ts';
import { spendingOf } from './queries/spending.ts';
import { usageGroupsOf } from './queries/usage-groups.ts';
import { usageOf } from './queries/usage.ts';

/**
 * The read-only queries of the ledger, bound to one connection or pool. They do not settle: a caller that must not see
 * expired credits settles the project first.
 */
export type LedgerHistory = ReturnType<typeof ledgerHistory>;

export function ledgerHistory(on: Queryable) {
  return {
    entriesAt: entriesAt.bind(null, on),
    entriesAfter: entriesAfter.bind(null, on),
    entriesAfterEach: entriesAfterEach.bind(null, on),
    entryPage: entryPage.bind(null, on),
    grantsById: grantsById.bind(null, on),
    grantPage: grantPage.bind(null, on),
    creditsExpiringAt: creditsExpiringAt.bind(null, on),
    lastAllowanceGrant: lastAllowanceGrant.bind(null, on),
    balancesAt: balancesAt.bind(null, on),
    usageOf: usageOf.bind(null, on),
    spendingOf: spendingOf.bind(null, on),
    usageGroupsOf: usageGroupsOf.bind(null, on),
  };
}

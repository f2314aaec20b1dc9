import type { Prisma } from '../database/generated/prisma/client.ts';
import type { WorkspaceId } from '../ids.ts';
import type { Instant } from '../instant.ts';
import type { ActionKind } from '../ledger/kernel/entry.ts';
import { SYSTEM_ACTOR } from '../ledger/kernel/expire-due.ts';
import { PUBLISHED_ACTIONS } from './published-actions.ts';

export type Prices = Readonly<Record<ActionKind, number>>;

/**
 * The prices of the actions from `effectiveAt` until a later list takes effect. The first list also applies before its
 * `effectiveAt`. A published list never changes.
 */
export interface PriceList {
  readonly version: number;
  readonly effectiveAt: Instant;
  readonly publishedAt: Instant;
  readonly publishedBy: string;
  /** Null unless it was withdrawn, which is possible only before it takes effect. */
  readonly withdrawnAt: Instant | null;
  readonly credits: Prices;
}

/** The columns of `price_lists l` as a PriceList. */
export const PRICE_LIST_COLUMNS = `l.version, l.effective_at as "effectiveAt", l.published_at as "publishedAt",
  l.published_by as "publishedBy", l.withdrawn_at as "withdrawnAt",
  (select jsonb_object_agg(p.kind, p.credits) from action_prices p
    where p.workspace_id = l.workspace_id and p.version = l.version) as credits`;

/** The row of a workspace's first list, with the published prices. */
export function firstPriceListRow(
  workspaceId: WorkspaceId,
  effectiveAt: Instant,
): Prisma.PriceListUncheckedCreateInput {
  const prices = PUBLISHED_ACTIONS.map(({ kind, firstCredits }) => ({ kind, credits: firstCredits }));
  return {
    workspaceId,
    version: 1,
    effectiveAt: new Date(effectiveAt),
    publishedAt: new Date(effectiveAt),
    publishedBy: SYSTEM_ACTOR,
    prices: { createMany: { data: prices } },
  };
}

import type { CreditPackId, WorkspaceId } from '../ids.ts';
import type { Money } from './money.ts';

/** What a pack is published as. */
export interface PackTerms extends Money {
  readonly title: string;
  readonly credits: number;
  /** How long its credits live; null: for ever. */
  readonly expiresAfterDays: number | null;
}

/** Credits that can be bought together. Never changed: another version replaces it. */
export interface CreditPack extends PackTerms {
  readonly id: CreditPackId;
  readonly workspaceId: WorkspaceId;
}

/** The columns of `credit_packs k` as a CreditPack. */
export const PACK_COLUMNS = `k.id, k.workspace_id as "workspaceId", k.title, k.credits, k.minor, k.currency,
  k.expires_after_days as "expiresAfterDays"`;

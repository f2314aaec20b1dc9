import type { CreditPackId, WorkspaceId } from '../ids.ts';
import type { Money } from './money.ts';

/** The terms under which a pack is published. */
export interface PackTerms extends Money {
  readonly title: string;
  readonly credits: number;
  /** The validity of its credits; null if they do not expire. */
  readonly expiresAfterDays: number | null;
}

/** Credits that are sold together. Immutable: a new version replaces it. */
export interface CreditPack extends PackTerms {
  readonly id: CreditPackId;
  readonly workspaceId: WorkspaceId;
}

/** The columns of `credit_packs k` as a CreditPack. */
export const PACK_COLUMNS = `k.id, k.workspace_id as "workspaceId", k.title, k.credits, k.minor, k.currency,
  k.expires_after_days as "expiresAfterDays"`;

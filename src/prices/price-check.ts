/**
 * Checks cached prices in the transaction that charges them: a charge that begins after a list was published uses that list,
 * in every process, without a round trip to read prices.
 */
import { overRows } from '../database/over-rows.ts';
import type { Statement } from '../database/statement.ts';
import type { WorkspaceId } from '../ids.ts';

/** The prices that an action is charged under. */
export interface PriceClaim {
  readonly workspaceId: WorkspaceId;
  /** The version of the price list. */
  readonly priceVersion: number;
  /** The newest version that was known when that list was chosen. */
  readonly newestPriceVersion: number;
}

/** Whether a claim is current. A published list never changes, but it may be withdrawn, and a newer one may be published. */
const STANDS = `exists (
    select from price_lists l
    where l.workspace_id = claim.workspace_id and l.version = claim.version and l.withdrawn_at is null
  ) and not exists (
    select from price_lists l where l.workspace_id = claim.workspace_id and l.version > claim.newest
  )`;

/** Returns, as `ord`, the 1-based indexes of the claims that are current. */
export function standingClaims(claims: readonly PriceClaim[]): Statement {
  return {
    name: 'prices_standing',
    text: `select claim.ord::int as ord
      from unnest($1::uuid[], $2::int[], $3::int[]) with ordinality as claim(workspace_id, version, newest, ord)
      where ${STANDS}`,
    values: [
      claims.map(({ workspaceId }) => workspaceId),
      claims.map(({ priceVersion }) => priceVersion),
      claims.map(({ newestPriceVersion }) => newestPriceVersion),
    ],
  };
}

const refuseOver = overRows<PriceClaim>(
  'prices_check',
  {
    workspace_id: ['uuid', ({ workspaceId }) => workspaceId],
    version: ['int', ({ priceVersion }) => priceVersion],
    newest: ['int', ({ newestPriceVersion }) => newestPriceVersion],
  },
  (rows) => `select refuse_changed_prices() from ${rows} claim where not (${STANDS}) limit 1`,
);

/** Fails if a claim is not current. The claims of a batch are mostly equal; duplicates are checked once. */
export function checkClaims(claims: readonly PriceClaim[]): Statement {
  const different = new Map(
    claims.map((claim) => [`${claim.workspaceId} ${claim.priceVersion} ${claim.newestPriceVersion}`, claim]),
  );
  return refuseOver([...different.values()]);
}

/**
 * Checks cached prices in the transaction that charges them: a charge that begins after a list was published uses that list,
 * in every process, without a round trip to read prices.
 */
import { overRows } from '../database/over-rows.ts';
import type { Statement } from '../database/statement.ts';
import type { WorkspaceId } from '../ids.ts';

/** The prices that an action is charged under. */
export interface ExpectedPrice {
  readonly workspaceId: WorkspaceId;
  /** The version of the price list. */
  readonly priceVersion: number;
  /** The newest version that was known when that list was chosen. */
  readonly newestPriceVersion: number;
}

/** Whether a price is current. A published list never changes, but it may be withdrawn, and a newer one may be published. */
const IS_CURRENT = `exists (
    select from price_lists l
    where l.workspace_id = expected.workspace_id and l.version = expected.version and l.withdrawn_at is null
  ) and not exists (
    select from price_lists l where l.workspace_id = expected.workspace_id and l.version > expected.newest
  )`;

/** Returns, as `ord`, the 1-based indexes of the prices that are current. */
export function currentPrices(prices: readonly ExpectedPrice[]): Statement {
  return {
    name: 'prices_current',
    text: `select expected.ord::int as ord
      from unnest($1::uuid[], $2::int[], $3::int[]) with ordinality as expected(workspace_id, version, newest, ord)
      where ${IS_CURRENT}`,
    values: [
      prices.map(({ workspaceId }) => workspaceId),
      prices.map(({ priceVersion }) => priceVersion),
      prices.map(({ newestPriceVersion }) => newestPriceVersion),
    ],
  };
}

const refuseOver = overRows<ExpectedPrice>(
  'prices_check',
  {
    workspace_id: ['uuid', ({ workspaceId }) => workspaceId],
    version: ['int', ({ priceVersion }) => priceVersion],
    newest: ['int', ({ newestPriceVersion }) => newestPriceVersion],
  },
  (rows) => `select refuse_changed_prices() from ${rows} expected where not (${IS_CURRENT}) limit 1`,
);

/** Fails if a price is not current. The prices of a batch are mostly equal; duplicates are checked once. */
export function refuseChangedPrices(prices: readonly ExpectedPrice[]): Statement {
  const different = new Map(
    prices.map((expected) => [
      `${expected.workspaceId} ${expected.priceVersion} ${expected.newestPriceVersion}`,
      expected,
    ]),
  );
  return refuseOver([...different.values()]);
}

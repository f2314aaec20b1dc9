import { openDatabase } from '../database/database.ts';
import { type Difference, reconcile } from '../purchases/reconcile.ts';
import { openStripe } from '../purchases/stripe/open-stripe.ts';
import { StripeProvider } from '../purchases/stripe/stripe-provider.ts';
import { StartError } from '../start-error.ts';
import { PURCHASE_IDS } from '../webhook-ids.ts';
import type { CommandResult } from './command-result.ts';
import type { CommandContext } from './command-context.ts';
import { tableOf } from './table.ts';
import { withDatabase } from './with-database.ts';
import { DAY_MS } from '../instant.ts';
import { counted } from '../counted.ts';

/** Compares Stripe's payments of the last days with the ledger, and lists each difference. Throws StartError. */
export async function reconcilePurchases(
  { config, clock }: Pick<CommandContext, 'config' | 'clock'>,
  { days }: { readonly days: number },
): Promise<CommandResult> {
  if (!config.stripe) throw new StartError('purchases cannot be compared with Stripe: set STRIPE_SECRET_KEY');
  const provider = new StripeProvider({ ...PURCHASE_IDS, stripe: await openStripe(config.stripe), clock });
  const differences = await withDatabase(config, async (url) => {
    const database = openDatabase(url);
    try {
      return await reconcile({ provider, database }, clock() - days * DAY_MS);
    } finally {
      await database.close();
    }
  });
  const rows = differences.map(rowOf);
  const count = `${counted(rows.length, 'difference')} in ${counted(days, 'day')}`;
  return {
    isGood: rows.length === 0,
    lines: [...tableOf(['purchase', 'payment', 'Stripe', 'ledger'], rows), count],
    json: { ok: rows.length === 0, days, differences: differences.map(jsonOf) },
  };
}

function jsonOf({ purchaseId, ...difference }: Difference) {
  return { purchaseId: purchaseId === null ? null : PURCHASE_IDS.writePurchaseId(purchaseId), ...difference };
}

function rowOf(difference: Difference): string[] {
  const { purchaseId, paymentIntentId, stripe, ledger } = jsonOf(difference);
  return [purchaseId ?? '-', paymentIntentId ?? '-', stripe, ledger];
}

import path from 'node:path';
import type { Config } from './config/config.ts';
import { type Database, openDatabase } from './database/database.ts';
import { openCluster } from './embedded-postgres/cluster.ts';
import { PURCHASE_IDS } from './webhook-ids.ts';
import { type Difference, reconcile } from './purchases/reconcile.ts';
import { openStripe } from './purchases/stripe/open-stripe.ts';
import { StripeProvider } from './purchases/stripe/stripe-provider.ts';
import { StartError } from './start-error.ts';

const DAY_MS = 86_400_000;
const DAYS_DEFAULT = 7;
const DAYS_MAX = 365;
const USAGE = `usage: purchases reconcile [days from 1 to ${DAYS_MAX}, ${DAYS_DEFAULT} unless given]`;

/**
 * `purchases reconcile [days]`: compares what Stripe knows of the last days with the ledger, and prints each difference as
 * a row of a table. Returns the exit code: 1 if there is any. Throws StartError.
 */
export async function reconcileCommand(
  [command, days = String(DAYS_DEFAULT), ...rest]: readonly string[],
  { config, print }: { readonly config: Config; readonly print: (line: string) => void },
): Promise<number> {
  const count = /^\d{1,3}$/.test(days) ? Number(days) : 0;
  if (command !== 'reconcile' || rest.length > 0 || count < 1 || count > DAYS_MAX) throw new StartError(USAGE);
  if (!config.stripe) throw new StartError('purchases cannot be compared with Stripe: set STRIPE_SECRET_KEY');
  const provider = new StripeProvider({ ...PURCHASE_IDS, stripe: await openStripe(config.stripe), clock: Date.now });
  const differences = await withDatabase(config, (database) =>
    reconcile({ provider, database }, Date.now() - count * DAY_MS),
  );
  for (const line of tableOf(differences)) print(line);
  print(`${differences.length} ${differences.length === 1 ? 'difference' : 'differences'} in ${count} days`);
  return differences.length === 0 ? 0 : 1;
}

/** The embedded database may be running for a server; if it is not, it runs for as long as this takes. */
async function withDatabase<Result>(
  { databaseUrl, databaseDirectUrl, dataFolder }: Config,
  work: (database: Database) => Promise<Result>,
): Promise<Result> {
  const folder = path.join(dataFolder, 'postgres');
  const cluster = databaseUrl === null ? await openCluster({ folder, durable: true }) : null;
  const url = databaseDirectUrl ?? databaseUrl ?? (await cluster?.ensureDatabase('darkroom')) ?? '';
  const database = openDatabase(url);
  try {
    return await work(database);
  } finally {
    await database.close();
    if (cluster?.startedHere) await cluster.stop();
  }
}

function tableOf(differences: readonly Difference[]): string[] {
  if (differences.length === 0) return [];
  const rows = [
    ['purchase', 'payment', 'Stripe', 'ledger'],
    ...differences.map(({ purchaseId, paymentIntentId, stripe, ledger }) => [
      purchaseId === null ? '-' : PURCHASE_IDS.writePurchaseId(purchaseId),
      paymentIntentId ?? '-',
      stripe,
      ledger,
    ]),
  ];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

import type { Logger } from 'pino';
import type { Database } from '../database/database.ts';
import type { NewId, ProjectId, PurchaseId } from '../ids.ts';
import type { Instant } from '../instant.ts';
import { invalid } from '../input/invalid-input.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { TopUpFailureStatement } from '../webhooks/purchase-events.ts';
import { AutoTopUps } from './auto-top-ups.ts';
import { customerOf } from './billing-customers.ts';
import { Checkout } from './checkout.ts';
import { CreditPacks } from './credit-packs.ts';
import { PurchaseCatalog } from './purchase-catalog.ts';
import type { PurchaseListeners } from './purchase-listeners.ts';
import { PurchaseQueue } from './purchase-queue.ts';
import { PurchaseRefunder } from './purchase-refunder.ts';
import { PurchaseSynchronizer } from './purchase-synchronizer.ts';
import { PurchaseSyncLoop } from './purchase-sync-loop.ts';
import { openStripe, type StripeSettings } from './stripe/open-stripe.ts';
import { EventReader } from './stripe/read-event.ts';
import { StripeProvider } from './stripe/stripe-provider.ts';
import { TopUpAttempts } from './top-up-attempts.ts';
import { topUpResultsWriter } from './top-up-result.ts';

export interface PurchaseOptions extends PurchaseListeners {
  readonly database: Database;
  readonly ledger: Ledger;
  /** Null if purchases are not configured. */
  readonly stripe: StripeSettings | null;
  /** Additional origins of the URLs to which a checkout may return. */
  readonly returnOrigins: readonly string[];
  /** The public URL of this server. */
  readonly publicUrl: () => string;
  readonly writeProjectId: (id: ProjectId) => string;
  readonly writePurchaseId: (id: PurchaseId) => string;
  readonly newId: NewId;
  readonly clock: () => Instant;
  readonly log: Logger;
  /** Tells people of failed top-ups. */
  readonly mail: { readonly topUpFailureStatements: readonly TopUpFailureStatement[] };
}

/** The purchases of one process. If Stripe is not configured, they are read-only. */
export interface Purchases {
  readonly packs: CreditPacks;
  readonly catalog: PurchaseCatalog;
  readonly autoTopUps: AutoTopUps;
  readonly payments: Payments | null;
}

/** Everything that needs Stripe. */
export interface Payments {
  readonly checkout: Checkout;
  readonly refunder: PurchaseRefunder;
  readonly synchronizer: PurchaseSynchronizer;
  /** Processes top-ups and purchases that are due, once it has been started. */
  readonly syncLoop: PurchaseSyncLoop;
  /** Creates a session of Stripe's billing portal, where buyers manage cards and receipts. */
  readonly openPortal: (projectId: ProjectId, returnUrl: string) => Promise<string>;
  /** Handles an event of Stripe. Returns false if its signature is invalid. */
  readonly receiveEvent: (body: Buffer, signature: string) => Promise<boolean>;
}

export async function openPurchases(options: PurchaseOptions): Promise<Purchases> {
  const { database, stripe } = options;
  const catalog = new PurchaseCatalog(database);
  const packs = new CreditPacks(options);
  const autoTopUps = new AutoTopUps({ ...options, packs });
  const payments = stripe && (await openPayments(options, stripe, { catalog, packs }));
  return { packs, catalog, autoTopUps, payments };
}

async function openPayments(
  options: PurchaseOptions,
  settings: StripeSettings,
  parts: { readonly catalog: PurchaseCatalog; readonly packs: CreditPacks },
): Promise<Payments> {
  const { database, clock } = options;
  const stripe = await openStripe(settings);
  const provider = new StripeProvider({ ...options, stripe });
  const returnOrigins = () => [new URL(options.publicUrl()).origin, ...options.returnOrigins];
  const writeTopUpResults = topUpResultsWriter(options.mail.topUpFailureStatements);
  const synchronizer = new PurchaseSynchronizer({ ...options, ...parts, provider, writeTopUpResults });
  const synchronize = (id: PurchaseId) => synchronizer.synchronize(id);
  const queue = new PurchaseQueue(database.pool);
  const attempts = new TopUpAttempts({ ...options, writeTopUpResults });
  const syncLoop = new PurchaseSyncLoop({
    ...options,
    queue,
    synchronize,
    beginTopUps: (max) => attempts.beginDue(max),
  });
  const events = new EventReader(stripe, settings.webhookSecrets);
  return {
    synchronizer,
    syncLoop,
    checkout: new Checkout({ ...options, ...parts, provider, returnOrigins }),
    refunder: new PurchaseRefunder({ ...options, ...parts, synchronize }),
    async openPortal(projectId, returnUrl) {
      const origins = returnOrigins();
      if (!URL.canParse(returnUrl) || !origins.includes(new URL(returnUrl).origin)) {
        throw invalid('returnUrl', `must be a URL of an allowed origin: ${origins.join(', ')}`);
      }
      return provider.createPortal(
        await customerOf(database.pool, projectId, (id) => provider.createCustomer(id)),
        returnUrl,
      );
    },
    async receiveEvent(body, signature) {
      const event = events.read(body, signature);
      if (event.status === 'forged') return false;
      if (event.reference && (await queue.makeDue(event.reference, clock()))) syncLoop.wake();
      return true;
    },
  };
}

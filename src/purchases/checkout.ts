import { z } from 'zod';
import type { Administrator } from '../audit/audit.ts';
import { runStatement } from '../database/statement.ts';
import type { Database } from '../database/database.ts';
import type { CreditPackId, NewId, ProjectId, PurchaseId } from '../ids.ts';
import { checkInput, invalid, NotFoundError } from '../input/invalid-input.ts';
import { requestHash } from '../input/request-hash.ts';
import { text } from '../input/rules.ts';
import { HOUR_MS, type Instant } from '../instant.ts';
import { customerOf } from './billing-customers.ts';
import type { CreditPack } from './credit-pack.ts';
import type { CreditPacks } from './credit-packs.ts';
import { type CheckoutTerms, insertPurchase } from './new-purchase.ts';
import type { PaymentProvider } from './payment.ts';
import type { Purchase } from './purchase.ts';
import type { PurchaseCatalog } from './purchase-catalog.ts';

/** A request for a checkout. Ids have been decoded; the other fields are not yet validated. */
export interface CheckoutRequest {
  readonly projectId: ProjectId;
  readonly creditPackId: CreditPackId;
  readonly idempotencyKey: string;
  readonly returnUrl: string;
  readonly savePaymentMethod?: boolean | null;
}

export type CheckoutOutcome =
  | { readonly status: 'open'; readonly purchase: Purchase; readonly url: string; readonly replayed: boolean }
  | { readonly status: 'conflict' };

export interface CheckoutDependencies {
  readonly database: Database;
  readonly packs: CreditPacks;
  readonly catalog: PurchaseCatalog;
  readonly provider: PaymentProvider;
  /** The origins to which a checkout may return. */
  readonly returnOrigins: () => readonly string[];
  readonly newId: NewId;
  readonly clock: () => Instant;
  /** Called after a transaction has written a purchase. */
  readonly changed: (projectId: ProjectId, purchaseId: PurchaseId) => void;
}

/** The lifetime of a checkout session. Stripe accepts 30 minutes to 24 hours. */
export const CHECKOUT_LIFE_MS = 2 * HOUR_MS;

/** When a new checkout is first polled, should no event arrive. */
const FIRST_LOOK_MS = 60_000; // a minute

const RETURN_URL_MAX = 2_000;
const rules = z.object({ idempotencyKey: text(255), returnUrl: text(RETURN_URL_MAX) });

/** Begins purchases that are paid in a checkout session of Stripe. The purchase is written before Stripe is called. */
export class Checkout {
  readonly #dependencies: CheckoutDependencies;

  constructor(dependencies: CheckoutDependencies) {
    this.#dependencies = dependencies;
  }

  /** Throws InvalidInputError and NotFoundError (nothing was written) and UnavailableError (the same request may be repeated). */
  async begin(request: CheckoutRequest, by: Administrator): Promise<CheckoutOutcome> {
    const { catalog, changed } = this.#dependencies;
    const { idempotencyKey, returnUrl } = checkInput(rules, request);
    const { projectId, creditPackId } = request;
    const savesPaymentMethod = request.savePaymentMethod ?? false;
    this.#checkReturnUrl(returnUrl);
    const hash = requestHash({ kind: 'checkout', projectId, creditPackId, returnUrl, savesPaymentMethod });
    const earlier = await catalog.findByKey(projectId, idempotencyKey);
    if (!earlier) {
      const pack = await this.#packFor(creditPackId, by);
      await this.#insert(projectId, pack, { idempotencyKey, requestHash: hash, returnUrl, savesPaymentMethod }, by);
    }
    const purchase = await catalog.findByKey(projectId, idempotencyKey);
    if (!purchase) throw new Error('a purchase was written but cannot be found');
    if (!earlier) changed(projectId, purchase.id);
    if (purchase.requestHash !== hash) return { status: 'conflict' };
    return { status: 'open', ...(await this.#open(purchase)), replayed: earlier !== null };
  }

  #checkReturnUrl(returnUrl: string): void {
    const origins = this.#dependencies.returnOrigins();
    if (URL.canParse(returnUrl) && origins.includes(new URL(returnUrl).origin)) return;
    throw invalid('returnUrl', `must be a URL of an allowed origin: ${origins.join(', ')}`);
  }

  async #packFor(id: CreditPackId, { workspaceId }: Administrator): Promise<CreditPack> {
    const pack = (await this.#dependencies.packs.forSale(workspaceId)).find((each) => each.id === id);
    if (!pack) throw new NotFoundError('creditPackId', 'credit pack for sale');
    return pack;
  }

  async #insert(projectId: ProjectId, pack: CreditPack, asked: CheckoutTerms, { actor }: Administrator): Promise<void> {
    const { database, provider, newId, clock } = this.#dependencies;
    const customerId = await customerOf(database.pool, projectId, (id) => provider.createCustomer(id));
    const at = clock();
    await runStatement(
      database.pool,
      insertPurchase([
        {
          id: newId<PurchaseId>(),
          projectId,
          pack,
          actor,
          customerId,
          source: 'CHECKOUT',
          paymentMethodId: null,
          checkout: asked,
          expiresAt: secondsOnly(at + CHECKOUT_LIFE_MS),
          createdAt: at,
          syncAt: at + FIRST_LOOK_MS,
        },
      ]),
    );
  }

  async #open(purchase: Purchase): Promise<{ purchase: Purchase; url: string }> {
    const { database, provider } = this.#dependencies;
    if (purchase.sessionUrl !== null) return { purchase, url: purchase.sessionUrl };
    const session = await provider.createSession(purchase);
    await runStatement(database.pool, {
      name: 'purchases_opened',
      text: 'update purchases u set session_id = $2, session_url = $3 where u.id = $1',
      values: [purchase.id, session.id, session.url],
    });
    return { purchase: { ...purchase, sessionId: session.id, sessionUrl: session.url }, url: session.url };
  }
}

/** Rounds down to a whole second, the resolution of Stripe's timestamps. */
function secondsOnly(at: Instant): Instant {
  return Math.floor(at / 1_000) * 1_000;
}

import { type Queryable, runStatement } from '../database/statement.ts';
import type { PurchaseId } from '../ids.ts';
import type { Instant } from '../instant.ts';

/** The lease of a purchase. It becomes due again if its process dies. */
const LEASE_MS = 60_000; // a minute

/** The objects that an event of Stripe refers to. */
export interface EventReference {
  readonly purchaseId: PurchaseId | null;
  readonly paymentIntentId: string | null;
  readonly sessionId: string | null;
}

/** The purchases that are due to be synchronized. */
export class PurchaseQueue {
  readonly #pool: Queryable;

  constructor(pool: Queryable) {
    this.#pool = pool;
  }

  /**
   * Makes the purchase due at once. Its version rises, so that a state that was read before is rejected. Returns false if no
   * purchase matches.
   */
  async makeDue({ purchaseId, paymentIntentId, sessionId }: EventReference, now: Instant): Promise<boolean> {
    const due = await runStatement(this.#pool, {
      name: 'purchases_make_due',
      text: `update purchases u set look_at = to_timestamp($4::float8 / 1000), version = u.version + 1
        where u.id = $1 or u.payment_intent_id = $2 or u.session_id = $3 returning u.id`,
      values: [purchaseId, paymentIntentId, sessionId, now],
    });
    return due.length > 0;
  }

  /** Leases purchases that are due, the longest due first. */
  async claim(now: Instant, max: number): Promise<PurchaseId[]> {
    const claimed = await runStatement<{ id: PurchaseId }>(this.#pool, {
      name: 'purchases_claim',
      text: `update purchases u set look_at = to_timestamp($2::float8 / 1000)
        from (
          select id from purchases where look_at <= to_timestamp($1::float8 / 1000)
          order by look_at limit $3 for update skip locked
        ) due
        where u.id = due.id returning u.id`,
      values: [now, now + LEASE_MS, max],
    });
    return claimed.map(({ id }) => id);
  }

  /** Schedules the next attempt after a failed one, unless an event has made the purchase due since it was leased. */
  async putOff(id: PurchaseId, now: Instant, until: Instant): Promise<void> {
    await runStatement(this.#pool, {
      name: 'purchases_put_off',
      text: `update purchases u set look_at = greatest(u.look_at, to_timestamp($2::float8 / 1000))
        where u.id = $1 and u.look_at > to_timestamp($3::float8 / 1000)`,
      values: [id, until, now],
    });
  }
}

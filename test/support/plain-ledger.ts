/**
 * A second, naive telling of the ledger's rules, to hold the real one against. It keeps everything in plain arrays,
 * sorts afresh for every question and derives each figure from the lines; it shares no code with the kernel.
 */
const DAY_MS = 86_400_000;

export interface PlainGrant {
  readonly id: string;
  readonly priority: number;
  readonly expiresAt: number | null;
  readonly order: number;
  remaining: number;
  isRevoked: boolean;
}

export interface PlainLine {
  readonly sequence: number;
  readonly kind: string;
  readonly amount: number;
  readonly balanceAfter: number;
  readonly draws: readonly { readonly grantId: string; readonly credits: number }[];
  readonly at: number;
  readonly actionKind: string | null;
  readonly refundOf: number | null;
}

export class PlainLedger {
  readonly grants: PlainGrant[] = [];
  readonly lines: PlainLine[] = [];
  #grantsMade = 0;

  get balance(): number {
    return this.grants.reduce((sum, grant) => sum + grant.remaining, 0);
  }

  grant(id: string, credits: number, priority: number, expiresAt: number | null, now: number): void {
    this.expire(now);
    this.#add(id, credits, priority, expiresAt);
    this.#line('GRANT', credits, [], now);
  }

  /** False where the balance is too low, or the price above what was agreed to. */
  charge(credits: number, actionKind: string, now: number, maxCredits: number | null = null): boolean {
    if (maxCredits !== null && credits > maxCredits) return false;
    if (!this.#covers(credits, now)) return false;
    this.expire(now);
    const draws = this.#take(credits, now).map(([grant, drawn]) => ({ grantId: grant.id, credits: drawn }));
    this.#line('CHARGE', 0 - credits, draws, now, { actionKind });
    return true;
  }

  /** False where the balance is too low. `newIds` name the grants that arrive, in their order. */
  transfer(to: PlainLedger, credits: number, now: number, newIds: readonly string[]): boolean {
    if (!this.#covers(credits, now)) return false;
    this.expire(now);
    to.expire(now);
    const taken = this.#take(credits, now);
    this.#line(
      'TRANSFER_OUT',
      -credits,
      taken.map(([grant, drawn]) => ({ grantId: grant.id, credits: drawn })),
      now,
    );
    const arrived = taken.map(([grant, drawn], index) => {
      const id = newIds[index] ?? '';
      to.#add(id, drawn, grant.priority, grant.expiresAt);
      return { grantId: id, credits: drawn };
    });
    to.#line('TRANSFER_IN', credits, arrived, now);
    return true;
  }

  revoke(id: string, now: number): void {
    this.expire(now);
    const grant = this.grants.find((held) => held.id === id);
    if (!grant) throw new Error('the plain ledger has no such grant');
    grant.isRevoked = true;
    this.#emptyRevoked(now);
  }

  /** False where it has been given back already. `newId` names a grant that replaces an expired one. */
  refund(sequence: number, now: number, newId: (origin: string) => string): boolean {
    const charge = this.lines.find((line) => line.sequence === sequence && line.kind === 'CHARGE');
    if (!charge || this.lines.some((line) => line.refundOf === sequence)) return false;
    this.expire(now);
    const draws = charge.draws.map(({ grantId, credits }) => {
      const origin = this.grants.find((grant) => grant.id === grantId);
      if (!origin) throw new Error('the plain ledger lost a grant');
      if (!origin.isRevoked && origin.expiresAt !== null && origin.expiresAt <= now) {
        const id = newId(grantId);
        this.#add(id, credits, origin.priority, now + 7 * DAY_MS);
        return { grantId: id, credits };
      }
      origin.remaining += credits;
      return { grantId, credits };
    });
    this.#line('REFUND', 0 - charge.amount, draws, now, { actionKind: charge.actionKind, refundOf: sequence });
    this.#emptyRevoked(
      now,
      charge.draws.map(({ grantId }) => grantId),
    );
    return true;
  }

  expire(now: number): void {
    const due = this.grants
      .filter((grant) => grant.remaining > 0 && grant.expiresAt !== null && grant.expiresAt <= now)
      .toSorted((a, b) => (a.expiresAt ?? 0) - (b.expiresAt ?? 0) || a.priority - b.priority || a.order - b.order);
    for (const grant of due) {
      const lost = grant.remaining;
      grant.remaining = 0;
      this.#line('EXPIRY', -lost, [{ grantId: grant.id, credits: lost }], grant.expiresAt ?? now);
    }
  }

  /** Actions, credits and refunded credits by the quarter of an hour and the kind of the charge. */
  usage(): Map<string, { actions: number; credits: number; refundedCredits: number }> {
    const usage = new Map<string, { actions: number; credits: number; refundedCredits: number }>();
    for (const charge of this.lines.filter((line) => line.kind === 'CHARGE')) {
      const place = `${Math.floor(charge.at / 900_000) * 900_000} ${charge.actionKind}`;
      const counted = usage.get(place) ?? { actions: 0, credits: 0, refundedCredits: 0 };
      const refunded = this.lines.some((line) => line.refundOf === charge.sequence);
      if (refunded) counted.refundedCredits -= charge.amount;
      else {
        counted.actions += 1;
        counted.credits -= charge.amount;
      }
      usage.set(place, counted);
    }
    return usage;
  }

  /** In the order of `ids`, where there are several. */
  #emptyRevoked(now: number, ids: readonly string[] = []): void {
    const left = this.grants.filter((grant) => grant.isRevoked && grant.remaining > 0);
    for (const grant of left.toSorted((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id))) {
      const lost = grant.remaining;
      grant.remaining = 0;
      this.#line('REVOCATION', -lost, [{ grantId: grant.id, credits: lost }], now);
    }
  }

  #covers(credits: number, now: number): boolean {
    return this.#alive(now).reduce((sum, grant) => sum + grant.remaining, 0) >= credits;
  }

  /** One credit after the other. */
  #take(credits: number, now: number): [PlainGrant, number][] {
    const taken = new Map<PlainGrant, number>();
    for (let credit = 0; credit < credits; credit += 1) {
      const next = this.#alive(now)[0];
      if (!next) throw new Error('the plain ledger ran dry');
      next.remaining -= 1;
      taken.set(next, (taken.get(next) ?? 0) + 1);
    }
    return [...taken];
  }

  #alive(now: number): PlainGrant[] {
    return this.grants
      .filter((grant) => grant.remaining > 0 && (grant.expiresAt === null || grant.expiresAt > now))
      .toSorted(
        (a, b) =>
          a.priority - b.priority ||
          (a.expiresAt ?? Number.MAX_VALUE) - (b.expiresAt ?? Number.MAX_VALUE) ||
          a.order - b.order,
      );
  }

  #add(id: string, credits: number, priority: number, expiresAt: number | null): void {
    this.#grantsMade += 1;
    this.grants.push({ id, priority, expiresAt, order: this.#grantsMade, remaining: credits, isRevoked: false });
  }

  #line(
    kind: string,
    amount: number,
    draws: PlainLine['draws'],
    at: number,
    { actionKind = null, refundOf = null }: { actionKind?: string | null; refundOf?: number | null } = {},
  ): void {
    const before = this.lines.at(-1)?.balanceAfter ?? 0;
    const sequence = this.lines.length + 1;
    this.lines.push({ sequence, kind, amount, balanceAfter: before + amount, draws, at, actionKind, refundOf });
  }
}

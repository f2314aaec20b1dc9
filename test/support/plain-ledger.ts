import type { AllowanceTerms } from '../../src/ledger/kernel/posting.ts';
import { plainNextAt } from './plain-calendar.ts';
import { DAY_MS } from '../../src/instant.ts';

type PlainAllowance = AllowanceTerms & { readonly startAt: number; readonly nextAt: number };

export interface PlainGrant {
  readonly id: string;
  readonly priority: number;
  readonly expiresAt: number | null;
  readonly order: number;
  remaining: number;
  isRevoked: boolean;
  readonly isAllowance: boolean;
}

export interface PlainCharge {
  readonly credits: number;
  readonly kind: string;
  readonly maxCredits: number | null;
  readonly spender: { readonly actor: string; readonly keyId: string | null };
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

/**
 * A second, naive telling of the ledger's rules, to hold the real one against. It keeps everything in plain arrays,
 * sorts afresh for every question and derives each figure from the lines; it shares no code with the kernel.
 */
export class PlainLedger {
  readonly grants: PlainGrant[] = [];
  readonly lines: PlainLine[] = [];
  /** Which grant the real ledger made for an instant of the allowance. */
  allowanceGrantId: (at: number) => string = () => '';
  #allowance: PlainAllowance | null = null;
  /** Who performed the charged actions, by the charges' sequences. */
  readonly #spenders = new Map<number, string>();
  #grantsMade = 0;

  get balance(): number {
    return this.grants.reduce((sum, grant) => sum + grant.remaining, 0);
  }

  grant(id: string, credits: number, priority: number, expiresAt: number | null, now: number): void {
    this.settle(now);
    this.#add(id, credits, priority, expiresAt);
    this.#line('GRANT', credits, [], now);
  }

  /** False where the balance is too low, or the price above what was agreed to. */
  charge({ credits, kind: actionKind, maxCredits, spender }: PlainCharge, now: number): boolean {
    if (maxCredits !== null && credits > maxCredits) return false;
    if (!this.#covers(credits, now)) return false;
    this.settle(now);
    const draws = this.#take(credits, now).map(([grant, drawn]) => ({ grantId: grant.id, credits: drawn }));
    this.#line('CHARGE', 0 - credits, draws, now, { actionKind });
    this.#spenders.set(this.lines.length, `${spender.actor} ${spender.keyId}`);
    return true;
  }

  /** False where the balance is too low. `newIds` name the grants that arrive, in their order. */
  transfer(to: PlainLedger, credits: number, now: number, newIds: readonly string[]): boolean {
    if (!this.#covers(credits, now)) return false;
    this.settle(now);
    to.settle(now);
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

  /** `credits` null: all of it, for ever. */
  revoke(id: string, credits: number | null, now: number): void {
    this.settle(now);
    const grant = this.grants.find((held) => held.id === id);
    if (!grant) throw new Error('the plain ledger has no such grant');
    if (credits === null) {
      grant.isRevoked = true;
      return this.#emptyRevoked(now);
    }
    const lost = Math.min(grant.remaining, credits);
    grant.remaining -= lost;
    if (lost > 0) this.#line('REVOCATION', -lost, [{ grantId: id, credits: lost }], now);
  }

  /** False where it has been given back already. `newId` names a grant that replaces an expired one. */
  refund(sequence: number, now: number, newId: (origin: string) => string): boolean {
    const charge = this.lines.find((line) => line.sequence === sequence && line.kind === 'CHARGE');
    if (!charge || this.lines.some((line) => line.refundOf === sequence)) return false;
    this.settle(now);
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

  setAllowance(terms: AllowanceTerms | null, now: number): void {
    this.settle(now);
    const known = this.#allowance;
    this.#allowance = null;
    if (terms === null) return;
    const startAt = terms.startAt ?? known?.startAt ?? (this.lines.at(-1)?.at === now ? now + 1 : now);
    const allowance = { ...terms, startAt, nextAt: startAt };
    const goesOn = known && known.startAt === startAt;
    const isSameCalendar = known?.every === terms.every && known.timeZone === terms.timeZone;
    if (goesOn) allowance.nextAt = isSameCalendar ? known.nextAt : plainNextAt(allowance, now);
    this.#allowance = allowance;
    this.settle(now);
  }

  /** Day by day, as it were: whatever comes first is done first. */
  settle(now: number): void {
    for (let given = this.#allowance; given && given.nextAt <= now; given = this.#allowance) {
      const at = given.nextAt;
      this.#expire(at);
      const nextAt = plainNextAt(given, at);
      this.#allowance = { ...given, nextAt };
      const left = this.grants.reduce((sum, grant) => sum + (grant.isAllowance ? grant.remaining : 0), 0);
      const { rolloverCap: cap } = given;
      const credits = cap === null ? given.credits : Math.max(0, Math.min(given.credits, cap + given.credits - left));
      if (credits === 0) continue;
      this.#add(this.allowanceGrantId(at), credits, 50, given.rollover ? null : nextAt, true);
      this.#line('GRANT', credits, [], at);
    }
    this.#expire(now);
  }

  #expire(now: number): void {
    const due = this.grants
      .filter((grant) => grant.remaining > 0 && grant.expiresAt !== null && grant.expiresAt <= now)
      .toSorted((a, b) => (a.expiresAt ?? 0) - (b.expiresAt ?? 0) || a.priority - b.priority || a.order - b.order);
    for (const grant of due) {
      const lost = grant.remaining;
      grant.remaining = 0;
      this.#line('EXPIRY', -lost, [{ grantId: grant.id, credits: lost }], grant.expiresAt ?? now);
    }
  }

  /** Actions, credits and refunded credits by the quarter of an hour, and the kind of the charge or who performed the action. */
  usage(by: 'kind' | 'spender'): Map<string, { actions: number; credits: number; refundedCredits: number }> {
    const usage = new Map<string, { actions: number; credits: number; refundedCredits: number }>();
    for (const charge of this.lines.filter((line) => line.kind === 'CHARGE')) {
      const spentBy = by === 'kind' ? charge.actionKind : this.#spenders.get(charge.sequence);
      const place = `${Math.floor(charge.at / 900_000) * 900_000} ${spentBy}`;
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

  /** Looked up on a copy: a refusal leaves no trace. */
  #covers(credits: number, now: number): boolean {
    const copy = new PlainLedger();
    copy.grants.push(...this.grants.filter(({ remaining }) => remaining > 0).map((grant) => ({ ...grant })));
    copy.#allowance = this.#allowance;
    copy.settle(now);
    return copy.balance >= credits;
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

  #add(id: string, credits: number, priority: number, expiresAt: number | null, isAllowance = false): void {
    this.#grantsMade += 1;
    const order = this.#grantsMade;
    this.grants.push({ id, priority, expiresAt, order, remaining: credits, isRevoked: false, isAllowance });
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

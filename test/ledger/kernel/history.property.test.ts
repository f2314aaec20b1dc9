import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { GrantId } from '../../../src/ids.ts';
import { nextExpiryAt } from '../../../src/ledger/kernel/account.ts';
import { compareDrawOrder } from '../../../src/ledger/kernel/grant.ts';
import type { UsageChange } from '../../../src/ledger/kernel/usage.ts';
import { type Step, steps } from '../../support/histories.ts';
import { id } from '../../support/ids.ts';
import {
  allowance,
  charge,
  grant,
  MemoryLedger,
  OTHER_PROJECT,
  refund,
  revoke,
  settle,
  transfer,
} from '../../support/memory-ledger.ts';
import { PlainLedger } from '../../support/plain-ledger.ts';

/** Some days before clocks change in Europe and America, before a leap day, and before a long month. */
const STARTS = ['2026-10-20T01:30Z', '2027-03-05T07:15Z', '2028-02-20T23:59Z', '2026-12-31T12:00Z'].map(Date.parse);

/** A project in the kernel and in the plain model. */
interface Both {
  readonly ledger: MemoryLedger;
  readonly plain: PlainLedger;
}

/** Does one step in both ledgers; `other` is the project that it may send credits to. */
function take(step: Step, number: number, { ledger, plain }: Both, other: Both): void {
  const { now } = ledger;
  switch (step.type) {
    case 'wait':
      ledger.now += step.minutes * 60_000;
      other.ledger.now = ledger.now;
      return;
    case 'grant': {
      const expiresAt = step.lifeMinutes === null ? null : now + step.lifeMinutes * 60_000;
      ledger.post(grant(number, step.credits, { priority: step.priority, expiresAt }));
      plain.grant(id('grant', number), step.credits, step.priority, expiresAt, now);
      return;
    }
    case 'charge': {
      const decision = ledger.post(
        charge(number, step.credits, { actionKind: step.kind, maxCredits: step.maxCredits, ...step.spender }),
      );
      expect(decision.status === 'accepted').toBe(plain.charge(step, now));
      return;
    }
    case 'refund': {
      const charges = plain.lines.filter((line) => line.kind === 'CHARGE');
      const picked = charges[step.pick % Math.max(1, charges.length)];
      if (!picked) return;
      const decision = ledger.post(refund(picked.sequence));
      const given = decision.status === 'accepted' ? [...(decision.entry?.draws ?? [])] : [];
      const idOf = new Map(picked.draws.map((draw, index) => [draw.grantId, given[index]?.grantId ?? '']));
      expect(decision.status === 'accepted').toBe(plain.refund(picked.sequence, now, (o) => idOf.get(o) ?? ''));
      return;
    }
    case 'revoke': {
      const picked = plain.grants[step.pick % Math.max(1, plain.grants.length)];
      if (!picked) return;
      ledger.post({ ...revoke(0), grantId: picked.id as GrantId, credits: step.credits }); // an id that the kernel gave
      plain.revoke(picked.id, step.credits, now);
      return;
    }
    case 'transfer': {
      const toProjectId = other.ledger.account.projectId;
      const decision = ledger.post(transfer(step.credits, { toProjectId }), { receiver: other.ledger });
      const accepted = decision.status === 'accepted';
      const arrived = accepted ? (decision.change.receiver?.entries.at(-1)?.draws ?? []) : [];
      const newIds = arrived.map(({ grantId }) => grantId);
      expect(accepted).toBe(plain.transfer(other.plain, step.credits, now, newIds));
      return;
    }
    case 'allowance': {
      const startAt = step.startMinutes === null ? null : now + step.startMinutes * 60_000;
      const terms = step.terms && { ...step.terms, startAt };
      ledger.post(allowance(terms));
      return plain.setAllowance(terms, now);
    }
    case 'settle':
      ledger.post(settle);
      plain.settle(now);
  }
}

function expectAgreement(ledger: MemoryLedger, plain: PlainLedger): void {
  expect(
    ledger.entries.map(({ sequence, kind, amount, balanceAfter, draws, createdAt }) => {
      return { sequence, kind, amount, balanceAfter, draws, at: createdAt };
    }),
  ).toEqual(
    plain.lines.map(({ sequence, kind, amount, balanceAfter, draws, at }) => {
      return { sequence, kind, amount, balanceAfter, draws, at };
    }),
  );
  expect(ledger.account.balance).toBe(plain.balance);
  expect(Object.fromEntries([...ledger.grants].map(([key, { remaining }]) => [key, remaining]))).toEqual(
    Object.fromEntries(plain.grants.map((held) => [held.id, held.remaining])),
  );
}

function expectInvariants({ account, entries, usage }: MemoryLedger, plain: PlainLedger): void {
  expect(account.grants.reduce((sum, { remaining }) => sum + remaining, 0)).toBe(account.balance);
  expect(account.grants).toEqual(account.grants.toSorted(compareDrawOrder));
  const expiries = account.grants.flatMap(({ expiresAt }) => (expiresAt === null ? [] : [expiresAt]));
  expect(nextExpiryAt(account)).toBe(expiries.length === 0 ? null : Math.min(...expiries));
  entries.forEach((entry, index) => {
    expect(entry.sequence).toBe(index + 1);
    expect(entry.balanceAfter).toBe((entries[index - 1]?.balanceAfter ?? 0) + entry.amount);
    expect(entry.balanceAfter).toBeGreaterThanOrEqual(0);
    expect(entry.createdAt).toBeGreaterThanOrEqual(entries[index - 1]?.createdAt ?? 0);
    if (entry.kind !== 'GRANT') {
      expect(entry.draws.reduce((sum, { credits }) => sum + credits, 0)).toBe(Math.abs(entry.amount));
    }
  });
  expect(summed(usage, ({ actionKind }) => actionKind)).toEqual(Object.fromEntries(plain.usage('kind')));
  const spender = ({ actor, keyId }: UsageChange) => `${actor} ${keyId}`;
  expect(summed(usage, spender)).toEqual(Object.fromEntries(plain.usage('spender')));
}

/** By the quarter of an hour and who, or what, spent. */
function summed(usage: readonly UsageChange[], spentBy: (change: UsageChange) => string) {
  const counted: Record<string, { actions: number; credits: number; refundedCredits: number }> = {};
  for (const change of usage) {
    const sum = (counted[`${change.quarterAt} ${spentBy(change)}`] ??= { actions: 0, credits: 0, refundedCredits: 0 });
    sum.actions += change.actions;
    sum.credits += change.credits;
    sum.refundedCredits += change.refundedCredits;
  }
  return counted;
}

test('after any history, also settled in small parts, the kernel agrees with a plain model, and its invariants hold', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(steps, fc.boolean()), { maxLength: 120 }),
      fc.constantFrom(...STARTS),
      fc.constantFrom(null, 1, 2, 3, 10),
      (history, startAt, partMax) => {
        const one = { ledger: new MemoryLedger(), plain: new PlainLedger() };
        const other = { ledger: new MemoryLedger({ projectId: OTHER_PROJECT }, 100_000), plain: new PlainLedger() };
        for (const { ledger, plain } of [one, other]) {
          ledger.now = startAt;
          plain.allowanceGrantId = (at) =>
            [...ledger.grants.values()].find((held) => held.allowanceAt === at)?.id ?? '';
        }
        history.forEach(([step, isOne], index) => {
          const [actor, receiver] = isOne ? [one, other] : [other, one];
          if (partMax !== null) {
            for (const { ledger } of [actor, receiver]) ledger.settleInParts(partMax);
            for (const both of [actor, receiver]) take({ type: 'settle' }, index + 1, both, both);
          }
          take(step, index + 1, actor, receiver);
        });
        for (const { ledger, plain } of [one, other]) {
          expectAgreement(ledger, plain);
          expectInvariants(ledger, plain);
        }
      },
    ),
    { numRuns: 300 },
  );
});

import fc from 'fast-check';
import type { AllowanceTerms } from '../../src/ledger/kernel/posting.ts';
import type { ApiKeyId } from '../../src/ids.ts';
import type { ActionKind } from '../../src/ledger/kernel/entry.ts';
import { id } from './ids.ts';

/** Who performs an action, and through which key. */
export interface Spender {
  readonly actor: string;
  readonly keyId: ApiKeyId | null;
}

/** One thing that happens to a project in a random history. */
export type Step =
  | { readonly type: 'grant'; readonly credits: number; readonly priority: number; readonly lifeMinutes: number | null }
  | {
      readonly type: 'charge';
      readonly credits: number;
      readonly maxCredits: number | null;
      readonly kind: ActionKind;
      readonly spender: Spender;
    }
  | { readonly type: 'refund'; readonly pick: number }
  /** `credits` null: all of it. */
  | { readonly type: 'revoke'; readonly pick: number; readonly credits: number | null }
  /** To another project, `hops` places further on. */
  | { readonly type: 'transfer'; readonly credits: number; readonly hops: number }
  /** `startMinutes`: in how many it is to start; null: not said. Null terms end it. */
  | { readonly type: 'allowance'; readonly terms: AllowanceTerms | null; readonly startMinutes: number | null }
  | { readonly type: 'settle' }
  | { readonly type: 'wait'; readonly minutes: number };

const keyIds = [id('apiKey', 1), id('apiKey', 2)];
const kinds: ActionKind[] = ['PROMPT', 'PROMPT_EDIT', 'BACKGROUND', 'EXPAND'];

export const grantSteps = fc.record({
  type: fc.constant('grant' as const),
  credits: fc.integer({ min: 1, max: 40 }),
  priority: fc.constantFrom(0, 50, 50, 100),
  lifeMinutes: fc.constantFrom(null, 1, 10, 10, 60, 20_000),
});

/** Mostly charges, some at a price that has changed since the caller agreed to it, on grants that are often equal in priority and expiry and often about to expire. */
export const steps: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: grantSteps },
  {
    weight: 8,
    arbitrary: fc.record({
      type: fc.constant('charge' as const),
      credits: fc.integer({ min: 0, max: 15 }),
      maxCredits: fc.constantFrom(null, null, 0, 7, 15),
      kind: fc.constantFrom(...kinds),
      spender: fc.record({ actor: fc.constantFrom('shop', 'anna', 'anna b'), keyId: fc.constantFrom(null, ...keyIds) }),
    }),
  },
  { weight: 3, arbitrary: fc.record({ type: fc.constant('refund' as const), pick: fc.nat(1000) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constant('revoke' as const),
      pick: fc.nat(1000),
      credits: fc.constantFrom(null, 1, 3, 8, 30),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constant('transfer' as const),
      credits: fc.integer({ min: 1, max: 25 }),
      hops: fc.nat(3),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constant('allowance' as const),
      startMinutes: fc.constantFrom(null, null, null, 10, 1_500),
      terms: fc.option(
        fc
          .record({
            credits: fc.integer({ min: 1, max: 30 }),
            every: fc.constantFrom('DAY' as const, 'WEEK' as const, 'MONTH' as const),
            rollover: fc.boolean(),
            rolloverCap: fc.constantFrom(null, 0, 12),
            timeZone: fc.constantFrom('UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata'),
          })
          .map((terms) => ({ ...terms, rolloverCap: terms.rollover ? terms.rolloverCap : null, startAt: null })),
        { freq: 4 },
      ),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ type: 'settle' as const }) },
  {
    weight: 3,
    arbitrary: fc.record({
      type: fc.constant('wait' as const),
      minutes: fc.constantFrom(0, 1, 9, 10, 61, 1_500, 15_000),
    }),
  },
);

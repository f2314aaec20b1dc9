import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { GrantId, ProjectId } from '../../../src/ids.ts';
import { NO_KEY } from '../../../src/ledger/kernel/usage.ts';
import type { Posting } from '../../../src/ledger/kernel/posting.ts';
import { WHOLE_GRANTS_MAX } from '../../../src/ledger/store/reachable-grants.ts';
import type { LedgerStore } from '../../../src/ledger/store/ledger-store.ts';
import type { Outcome } from '../../../src/ledger/store/submission.ts';
import { grantSteps, type Step, steps } from '../../support/histories.ts';
import { alone, applyAll, LedgerWorld } from '../../support/ledger-world.ts';
import { PlainLedger } from '../../support/plain-ledger.ts';

const POSTINGS = 10_000;
const PROJECTS = 5;

/** The first projects are given many grants now and then, so that most of the time their accounts are not read whole. */
const RICH_PROJECTS = 2;
const GRANTS_AT_ONCE = 2 * WHOLE_GRANTS_MAX;
const STEPS_BETWEEN = 2_000;

let world: LedgerWorld;
let store: LedgerStore;
let ids: ProjectId[];

beforeAll(async () => {
  world = await LedgerWorld.open();
  world.now = Date.UTC(2028, 1, 10, 12); // the history takes months: a leap day is in them, and two changes of clocks
  store = world.store();
  ids = await Promise.all(Array.from({ length: PROJECTS }, () => world.newProject()));
});
afterAll(() => world.close());

const CLOCKS_CHANGED_AT = Date.UTC(2028, 3, 1);
const END_AT = Date.UTC(2028, 5, 1);

interface Usage {
  actions: number;
  credits: number;
  refundedCredits: number;
}

interface Posted {
  readonly posting: Posting;
  readonly plain: PlainLedger;
}

/** The posting of a step, or null for a step that waits or finds nothing to refund. */
function postingOf(step: Step, projectId: ProjectId, plain: PlainLedger): Posting | null {
  switch (step.type) {
    case 'wait':
      return null;
    case 'grant': {
      const expiresAt = step.lifeMinutes === null ? null : world.now + step.lifeMinutes * 60_000;
      return world.grant(projectId, step.credits, { priority: step.priority, expiresAt });
    }
    case 'charge':
      return world.charge(projectId, step.credits, {
        actionKind: step.kind,
        maxCredits: step.maxCredits,
        ...step.spender,
      });
    case 'refund': {
      const charges = plain.lines.filter((line) => line.kind === 'CHARGE');
      const picked = charges[step.pick % Math.max(1, charges.length)];
      return picked ? world.refund(projectId, picked.sequence) : null;
    }
    case 'revoke': {
      const picked = plain.grants[step.pick % Math.max(1, plain.grants.length)];
      return picked ? world.revoke(projectId, picked.id as GrantId, { credits: step.credits }) : null; // an id that the ledger gave
    }
    case 'transfer': {
      const toProjectId = ids[(ids.indexOf(projectId) + 1 + step.hops) % PROJECTS];
      return toProjectId ? world.transfer(projectId, toProjectId, step.credits) : null;
    }
    case 'allowance': {
      const startAt = step.startMinutes === null ? null : world.now + step.startMinutes * 60_000;
      return world.allowance(projectId, step.terms && { ...step.terms, startAt });
    }
    case 'settle':
      return world.settle(projectId);
  }
}

/** Does the same in the plain ledger, after the store has answered. */
function repeat({ posting, plain }: Posted, outcome: Outcome, plains: readonly PlainLedger[]): void {
  const accepted = outcome.status === 'accepted';
  const { now } = world;
  switch (posting.type) {
    case 'grant':
      return plain.grant(posting.grantId, posting.credits, posting.priority, posting.expiresAt, now);
    case 'charge':
      return expect(plain.charge({ ...posting, kind: posting.actionKind, spender: posting }, now)).toBe(accepted);
    case 'refund': {
      const given = outcome.status === 'accepted' ? [...(outcome.entry?.draws ?? [])] : [];
      const newId = () => given.find((draw) => !plain.grants.some(({ id }) => id === draw.grantId))?.grantId ?? '';
      return expect(plain.refund(posting.chargeSequence, now, newId)).toBe(accepted);
    }
    case 'revoke':
      return plain.revoke(posting.grantId, posting.credits, now);
    case 'transfer': {
      const to = plains[ids.indexOf(posting.toProjectId)] as PlainLedger; // one for each project
      const arrived = outcome.status === 'accepted' ? (outcome.received?.entry.draws ?? []) : [];
      const newIds = arrived.map(({ grantId }) => grantId);
      return expect(plain.transfer(to, posting.credits, now, newIds)).toBe(accepted);
    }
    case 'allowance':
      return plain.setAllowance(posting.terms, now);
    case 'settle':
      return plain.settle(now);
  }
}

/** The grants that allowances made, by their project and instant. */
async function allowanceGrants(): Promise<Map<string, string>> {
  const { rows } = await world.pool.query<{ place: string; id: string }>(
    `select project_id || ' ' || (extract(epoch from allowance_at) * 1000)::int8 as place, id from credit_grants
     where allowance_at is not null`,
  );
  return new Map(rows.map(({ place, id }) => [place, id]));
}

async function expectAgreement(projectId: ProjectId, plain: PlainLedger): Promise<void> {
  const lines = [];
  for (let page = await world.history.entriesAfter({ projectId, sequence: 0 }, 1000); page.length > 0;) {
    lines.push(...page);
    page = await world.history.entriesAfter({ projectId, sequence: lines.length }, 1000);
  }
  expect(
    lines.map(({ sequence, kind, amount, balanceAfter, draws, createdAt, actionKind, refundOf }) => {
      return { sequence, kind, amount, balanceAfter, draws, at: createdAt, actionKind, refundOf };
    }),
  ).toEqual(plain.lines);
  const { rows } = await world.pool.query('select balance::int, sequence from projects where id = $1', [projectId]);
  expect(rows).toEqual([{ balance: plain.balance, sequence: plain.lines.length }]);
  const grants = await world.history.grantPage({ projectId, which: 'all', first: 100_000, after: null });
  expect(Object.fromEntries(grants.map(({ id, remaining }) => [id, remaining]))).toEqual(
    Object.fromEntries(plain.grants.map(({ id, remaining }) => [id, remaining])),
  );
  expect(await usageOf(projectId, 'usage', 'action_kind')).toEqual(countedOnly([...plain.usage('kind')]));
  const spender = `actor || ' ' || coalesce(nullif(key_id, '${NO_KEY}')::text, 'null')`;
  expect(await usageOf(projectId, 'usage_by_spender', spender)).toEqual(countedOnly([...plain.usage('spender')]));
}

/** By the quarter of an hour and who, or what, spent. */
async function usageOf(projectId: ProjectId, table: string, spentBy: string): Promise<Record<string, Usage>> {
  const { rows } = await world.pool.query<Usage & { place: string }>(
    `select (extract(epoch from hour_at)::int8 + minute * 60) * 1000 || ' ' || ${spentBy} as place,
       actions, credits::int, refunded::int as "refundedCredits"
     from ${table} cross join lateral (values
       (0, actions_from_00 - actions_from_15, credits_from_00 - credits_from_15,
         refunded_credits_from_00 - refunded_credits_from_15),
       (15, actions_from_15 - actions_from_30, credits_from_15 - credits_from_30,
         refunded_credits_from_15 - refunded_credits_from_30),
       (30, actions_from_30 - actions_from_45, credits_from_30 - credits_from_45,
         refunded_credits_from_30 - refunded_credits_from_45),
       (45, actions_from_45, credits_from_45, refunded_credits_from_45)
     ) quarter (minute, actions, credits, refunded)
     where project_id = $1`,
    [projectId],
  );
  return countedOnly(rows.map(({ place, ...usage }) => [place, usage]));
}

/** Without those of nothing: quarters of an hour that has others, and free actions that were refunded. */
function countedOnly(usage: readonly (readonly [string, Usage])[]): Record<string, Usage> {
  return Object.fromEntries(usage.filter(([, counted]) => Object.values(counted).some((count) => count > 0)));
}

test(`after ${POSTINGS} random postings in batches, the database agrees with a plain model and with its own lines`, async () => {
  const seed = Number(process.env['SEED'] ?? Date.now() % 2 ** 31);
  const sizes = fc.sample(fc.integer({ min: 1, max: 60 }), { seed, numRuns: POSTINGS });
  const manyGrants = fc.array(fc.tuple(grantSteps, fc.nat(RICH_PROJECTS - 1)), {
    minLength: RICH_PROJECTS * GRANTS_AT_ONCE,
    maxLength: RICH_PROJECTS * GRANTS_AT_ONCE,
  });
  const stretch = fc.array(fc.tuple(steps, fc.nat(PROJECTS - 1)), {
    minLength: STEPS_BETWEEN,
    maxLength: STEPS_BETWEEN,
  });
  const stretches = fc.sample(fc.tuple(stretch, manyGrants), { seed, numRuns: (2 * POSTINGS) / STEPS_BETWEEN });
  const history: (readonly [Step, number])[] = stretches.flat(2); // read from its end
  const plains = ids.map(() => new PlainLedger());
  const beginAt = world.now;
  let postedInPart = 0;
  try {
    for (let posted = 0; posted < POSTINGS;) {
      const batch: Posted[] = [];
      const size = sizes.pop() ?? 1;
      // Random waits alone may end before the clocks change.
      world.now = Math.max(world.now, beginAt + Math.floor(((END_AT - beginAt) * posted) / POSTINGS));
      while (batch.length < size && posted + batch.length < POSTINGS) {
        const [step, place] = history.pop() ?? [{ type: 'settle' as const }, 0];
        const projectId = ids[place];
        const plain = plains[place];
        if (!projectId || !plain) throw new Error('there is no such project');
        if (step.type === 'wait' && batch.length === 0) world.now += step.minutes * 60_000;
        const posting = postingOf(step, projectId, plain);
        if (posting) batch.push({ posting, plain });
      }
      const outcomes = await applyAll(
        store,
        batch.map(({ posting }) => alone(posting)),
      );
      const made = await allowanceGrants();
      plains.forEach((plain, place) => {
        plain.allowanceGrantId = (at) => made.get(`${ids[place]} ${at}`) ?? '';
      });
      batch.forEach((one, index) => repeat(one, outcomes[index] as Outcome, plains)); // one outcome for each posting
      posted += batch.length;
      if (plains.some(({ grants }) => grants.filter(({ remaining }) => remaining > 0).length > WHOLE_GRANTS_MAX)) {
        postedInPart += batch.length;
      }
    }
    expect(postedInPart).toBeGreaterThan(POSTINGS / 2);
    expect(world.now).toBeGreaterThan(CLOCKS_CHANGED_AT);
    for (const [index, projectId] of ids.entries()) await expectAgreement(projectId, plains[index] as PlainLedger); // as many
    expect((await world.checker().check({ workspaceId: null, projectId: null }, 0)).problems).toEqual([]);
  } catch (error) {
    throw new Error(`the history of SEED=${seed} went wrong`, { cause: error });
  }
});

import { z } from 'zod';
import { type Administrator, type AuditChange, auditWriter, madeWith, type NewAuditEntry } from '../audit/audit.ts';
import type { ProjectId } from '../ids.ts';
import { checkInput, invalid, NotFoundError } from '../input/invalid-input.ts';
import { integerInput } from '../input/rules.ts';
import { DAY_MS, type Instant } from '../instant.ts';
import type { AllowanceInterval } from '../ledger/kernel/allowance.ts';
import type { AllowanceTerms, Refusal } from '../ledger/kernel/posting.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Project } from '../ledger/project.ts';
import { isTimeZone } from '../ledger/queries/usage-buckets.ts';
import { attach } from '../ledger/store/attachment.ts';

/** A request to set an allowance, not yet validated. */
export interface AllowanceRequest {
  readonly credits: number;
  readonly every: AllowanceInterval;
  readonly rollover?: boolean | null;
  readonly rolloverCap?: number | null;
  readonly timeZone?: string | null;
  readonly startAt?: Instant | null;
}

export interface SetterDependencies {
  readonly ledger: Ledger;
  readonly newAuditEntry: NewAuditEntry;
  readonly clock: () => Instant;
}

export const ALLOWANCE_CREDITS_MAX = 1_000_000_000;

/** How far ahead an allowance may start. */
export const START_AHEAD_YEARS = 10;
const START_AHEAD_MAX_MS = START_AHEAD_YEARS * 365 * DAY_MS;

const rules = z.object({
  allowance: z.object({
    credits: integerInput(1, ALLOWANCE_CREDITS_MAX, 'credits'),
    rolloverCap: integerInput(0, ALLOWANCE_CREDITS_MAX, 'credits')
      .nullish()
      .transform((cap) => cap ?? null),
  }),
});

/** Sets, changes and ends the allowances of projects. */
export class AllowanceSetter {
  readonly #dependencies: SetterDependencies;

  constructor(dependencies: SetterDependencies) {
    this.#dependencies = dependencies;
  }

  /**
   * Sets the allowance, or ends it if the request is null. Returns the project afterwards. A repeated request changes
   * nothing. Throws InvalidInputError or NotFoundError (nothing was written) or UnavailableError (the outcome is unknown).
   */
  async set(projectId: ProjectId, request: AllowanceRequest | null, by: Administrator): Promise<Project> {
    const { ledger, newAuditEntry } = this.#dependencies;
    const terms = request && this.#termsOf(request);
    const act = terms ? 'ALLOWANCE_SET' : 'ALLOWANCE_ENDED';
    const outcome = await ledger.post(
      { type: 'allowance', projectId, ...by, note: null, key: null, terms },
      attach(auditWriter, newAuditEntry(by, { act, projectId, subjectId: projectId, changes: changesTo(terms) })),
    );
    if (outcome.status === 'accepted') return outcome.project;
    throw outcome.status === 'refused'
      ? refusedSetting(outcome.refusal)
      : new Error('an allowance was answered as a replay'); // it has no key
  }

  #termsOf(request: AllowanceRequest): AllowanceTerms {
    const { every, rollover: wanted, timeZone: named, startAt: asked } = request;
    const { credits, rolloverCap } = checkInput(rules, { allowance: request }).allowance;
    const [rollover, timeZone, startAt] = [wanted ?? false, named ?? 'UTC', asked ?? null];
    if (rolloverCap !== null && !rollover) {
      throw invalid('allowance.rolloverCap', 'must be omitted if rollover is false: no credits remain');
    }
    if (!isTimeZone(timeZone)) {
      throw invalid('allowance.timeZone', 'must be a time zone of the IANA database, such as Europe/Berlin');
    }
    if (startAt !== null && startAt > this.#dependencies.clock() + START_AHEAD_MAX_MS) {
      throw invalid('allowance.startAt', `must be within ${START_AHEAD_YEARS} years from now`);
    }
    return { credits, every, rollover, rolloverCap, timeZone, startAt };
  }
}

function changesTo(terms: AllowanceTerms | null): AuditChange[] {
  if (terms === null) return [];
  const { rollover, startAt } = terms;
  const start = startAt === null ? null : new Date(startAt).toISOString();
  return madeWith({ ...terms, rollover: String(rollover), startAt: start });
}

function refusedSetting({ reason }: Refusal): Error {
  if (reason === 'project-not-found') return new NotFoundError('projectId', 'project');
  if (reason === 'project-archived')
    return invalid('projectId', 'must not be an archived project: it takes no credits');
  if (reason === 'start-in-past') {
    return invalid('allowance.startAt', 'must not be in the past: leave it out to start now');
  }
  return new Error(`an allowance was refused for a reason that it cannot have: ${reason}`);
}

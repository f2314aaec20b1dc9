import { z } from 'zod';
import { type Administrator, auditWriter, madeWith, type NewAuditEntry } from '../audit/audit.ts';
import type { GrantId, NewId, ProjectId } from '../ids.ts';
import { checkInput } from '../input/invalid-input.ts';
import { requestHash } from '../input/request-hash.ts';
import { optionalText, text, integerInput } from '../input/rules.ts';
import type { Instant } from '../instant.ts';
import type { LedgerEntry } from '../ledger/kernel/entry.ts';
import type { GrantSource } from '../ledger/kernel/grant.ts';
import type { Refusal } from '../ledger/kernel/posting.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Project } from '../ledger/project.ts';
import { attach } from '../ledger/store/attachment.ts';

/** A request to grant credits. The project id has been decoded; the other fields are not yet validated. */
export interface GrantRequest {
  readonly projectId: ProjectId;
  readonly idempotencyKey: string;
  readonly credits: number;
  readonly source?: GrantSource | null;
  readonly priority?: number | null;
  readonly expiresAt?: Instant | null;
  readonly note?: string | null;
}

export type GrantOutcome =
  /** `project` is null for a replay, because it may have changed since. */
  | {
      readonly status: 'granted';
      readonly grantId: GrantId;
      readonly entry: LedgerEntry;
      readonly project: Project | null;
      readonly replayed: boolean;
    }
  | { readonly status: 'refused'; readonly refusal: Refusal };

export interface GranterDependencies {
  readonly ledger: Ledger;
  readonly newId: NewId;
  readonly newAuditEntry: NewAuditEntry;
}

const rules = z.object({
  idempotencyKey: text(255),
  credits: integerInput(1, 1_000_000_000, 'credits'),
  priority: integerInput(0, 100, 'the order of drawing')
    .nullish()
    .transform((priority) => priority ?? 50),
  note: optionalText(1_000),
});

/** Grants credits to projects: one posting to the ledger, and one audit entry in the same database transaction. */
export class CreditGranter {
  readonly #dependencies: GranterDependencies;

  constructor(dependencies: GranterDependencies) {
    this.#dependencies = dependencies;
  }

  /**
   * Throws InvalidInputError (nothing was written) or UnavailableError (the outcome is unknown; the same request can be
   * repeated).
   */
  async grant(request: GrantRequest, by: Administrator): Promise<GrantOutcome> {
    const { ledger, newId, newAuditEntry } = this.#dependencies;
    const { projectId, source: givenSource, expiresAt: givenExpiry } = request;
    const { idempotencyKey, ...checked } = checkInput(rules, request);
    const source = givenSource ?? 'MANUAL';
    const expiresAt = givenExpiry ?? null;
    const details = { ...checked, projectId, source, expiresAt };
    const changes = madeWith({
      ...checked,
      source,
      expiresAt: expiresAt === null ? null : new Date(expiresAt).toISOString(),
    });
    const grantId = newId<GrantId>();
    const key = { value: idempotencyKey, requestHash: requestHash({ kind: 'grant', ...details }) };
    const outcome = await ledger.post(
      { type: 'grant', ...details, ...by, grantId, key },
      attach(auditWriter, newAuditEntry(by, { act: 'CREDITS_GRANTED', projectId, subjectId: grantId, changes })),
    );
    if (outcome.status === 'refused') return outcome;
    const { entry } = outcome;
    if (!entry?.grantId) throw new Error('the ledger accepted a grant without returning its entry');
    const project = outcome.status === 'accepted' ? outcome.project : null;
    return { status: 'granted', grantId: entry.grantId, entry, project, replayed: outcome.status === 'replayed' };
  }
}

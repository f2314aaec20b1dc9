import { z } from 'zod';
import { type Administrator, auditWriter, madeWith, type NewAuditEntry } from '../audit/audit.ts';
import type { GrantId, ProjectId } from '../ids.ts';
import { checkInput } from '../input/invalid-input.ts';
import { requestHash } from '../input/request-hash.ts';
import { text } from '../input/rules.ts';
import type { LedgerEntry } from '../ledger/kernel/entry.ts';
import type { Refusal } from '../ledger/kernel/posting.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Project } from '../ledger/project.ts';
import { attach } from '../ledger/store/attachment.ts';

/** A request to revoke a grant. The grant has been found; the other fields are not yet validated. */
export interface RevokeRequest {
  readonly projectId: ProjectId;
  readonly grantId: GrantId;
  readonly idempotencyKey: string;
  readonly reason: string;
}

export type RevokeOutcome =
  /** `entry` is null if the grant was empty. `project` is null for a replay, because it may have changed since. */
  | {
      readonly status: 'revoked';
      readonly entry: LedgerEntry | null;
      readonly project: Project | null;
      readonly replayed: boolean;
    }
  | { readonly status: 'refused'; readonly refusal: Refusal };

export interface RevokerDependencies {
  readonly ledger: Ledger;
  readonly newAuditEntry: NewAuditEntry;
}

const rules = z.object({ idempotencyKey: text(255), reason: text(1_000) });

/** Revokes what is left of grants. */
export class GrantRevoker {
  readonly #dependencies: RevokerDependencies;

  constructor(dependencies: RevokerDependencies) {
    this.#dependencies = dependencies;
  }

  /**
   * Throws InvalidInputError (nothing was written) or UnavailableError (the outcome is unknown; the same request may be
   * repeated).
   */
  async revoke(request: RevokeRequest, by: Administrator): Promise<RevokeOutcome> {
    const { ledger, newAuditEntry } = this.#dependencies;
    const { projectId, grantId } = request;
    const { idempotencyKey, reason } = checkInput(rules, request);
    const changes = madeWith({ reason });
    const key = { value: idempotencyKey, requestHash: requestHash({ kind: 'revoke', grantId, reason }) };
    const outcome = await ledger.post(
      { type: 'revoke', projectId, grantId, credits: null, ...by, note: reason, key },
      attach(auditWriter, newAuditEntry(by, { act: 'GRANT_REVOKED', projectId, subjectId: grantId, changes })),
    );
    if (outcome.status === 'refused') return outcome;
    const project = outcome.status === 'accepted' ? outcome.project : null;
    return { status: 'revoked', entry: outcome.entry, project, replayed: outcome.status === 'replayed' };
  }
}

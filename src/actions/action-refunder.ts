import { z } from 'zod';
import { type Administrator, madeWith, type NewAuditEntry } from '../audit/audit.ts';
import type { Database } from '../database/database.ts';
import { writtenElsewhere } from '../database/failure.ts';
import type { ActionId, ProjectId } from '../ids.ts';
import { checkInput } from '../input/invalid-input.ts';
import { requestHash } from '../input/request-hash.ts';
import { text } from '../input/rules.ts';
import type { LedgerEntry } from '../ledger/kernel/entry.ts';
import type { Refusal } from '../ledger/kernel/posting.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Project } from '../ledger/project.ts';
import { attach } from '../ledger/store/attachment.ts';
import { type Action, actionFromRow } from './action.ts';
import { refundWriter } from './refund-writer.ts';

/** A request to refund an action, not yet validated. */
export interface RefundRequest {
  readonly idempotencyKey: string;
  readonly reason: string;
}

export type RefundOutcome =
  /** `project` is null for a replay: it may have changed since. */
  | {
      readonly status: 'refunded';
      readonly action: Action;
      readonly entry: LedgerEntry;
      readonly project: Project | null;
      readonly replayed: boolean;
    }
  | { readonly status: 'refused'; readonly refusal: Refusal };

export interface RefunderDependencies {
  readonly database: Database;
  readonly ledger: Ledger;
  readonly newAuditEntry: NewAuditEntry;
  /** Called with every refunded action that had ended before. Must not throw. */
  readonly changed: (action: Action) => void;
  /** Called with every action that a refund canceled. Must not throw. */
  readonly ended: (action: Action) => void;
}

const rules = z.object({ idempotencyKey: text(255), reason: text(1_000) });

/**
 * Refunds the charge of an action, however the action ended. An action that has not ended is canceled, even while an engine
 * works on it: its picture is discarded, so that nobody keeps both the picture and the credits by accident.
 */
export class ActionRefunder {
  readonly #dependencies: RefunderDependencies;

  constructor(dependencies: RefunderDependencies) {
    this.#dependencies = dependencies;
  }

  /**
   * Throws InvalidInputError (nothing was written) or UnavailableError (the outcome is unknown; the same request may be
   * repeated).
   */
  async refund(
    { id: actionId, projectId, chargeSequence, credits }: Action,
    request: RefundRequest,
    by: Administrator,
  ): Promise<RefundOutcome> {
    const { ledger, newAuditEntry, changed, ended } = this.#dependencies;
    const { idempotencyKey, reason } = checkInput(rules, request);
    const key = { value: idempotencyKey, requestHash: requestHash({ kind: 'refund', actionId, reason }) };
    const changes = madeWith({ credits, reason });
    const audit = newAuditEntry(by, { act: 'ACTION_REFUNDED', projectId, subjectId: actionId, changes });
    const outcome = await ledger.post(
      { type: 'refund', projectId, ...by, note: reason, key, chargeSequence, mayExceedLimit: false },
      attach(refundWriter, { projectId, actionId, finishedAt: audit.createdAt, audit }),
    );
    if (outcome.status === 'refused') return outcome;
    const { entry } = outcome;
    if (!entry) throw new Error('the ledger accepted a refund but returned no transaction');
    const action = await this.#read(projectId, actionId);
    const isAccepted = outcome.status === 'accepted';
    if (isAccepted && action.status === 'CANCELED' && action.finishedAt === audit.createdAt) ended(action);
    else changed(action); // for replays too: the first call may have failed before its watchers were notified
    const project = isAccepted ? outcome.project : null;
    return { status: 'refunded', action, entry, project, replayed: outcome.status === 'replayed' };
  }

  async #read(projectId: ProjectId, id: ActionId): Promise<Action> {
    const row = await this.#dependencies.database.prisma.action.findUnique({
      where: { projectId_id: { projectId, id } },
    });
    if (!row) throw writtenElsewhere(`action ${id}`);
    return actionFromRow(row);
  }
}

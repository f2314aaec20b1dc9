import { z } from 'zod';
import { type Administrator, auditWriter, madeWith, type NewAuditEntry } from '../audit/audit.ts';
import { writtenElsewhere } from '../database/failure.ts';
import type { ProjectId } from '../ids.ts';
import { checkInput, invalid } from '../input/invalid-input.ts';
import { requestHash } from '../input/request-hash.ts';
import { optionalText, text, integerInput } from '../input/rules.ts';
import type { LedgerEntry } from '../ledger/kernel/entry.ts';
import type { Refusal } from '../ledger/kernel/posting.ts';
import type { LedgerHistory } from '../ledger/ledger-history.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Project } from '../ledger/project.ts';
import { attach } from '../ledger/store/attachment.ts';

/** A request to transfer credits. The ids have been decoded; the other fields are not yet validated. */
export interface TransferRequest {
  readonly fromProjectId: ProjectId;
  readonly toProjectId: ProjectId;
  readonly idempotencyKey: string;
  readonly credits: number;
  readonly note?: string | null;
}

export interface TransferSide {
  readonly entry: LedgerEntry;
  /** The project after the transfer. Null for a replay, because it may have changed since. */
  readonly project: Project | null;
}

export type TransferOutcome =
  | {
      readonly status: 'transferred';
      readonly outgoing: TransferSide;
      readonly incoming: TransferSide;
      readonly replayed: boolean;
    }
  | { readonly status: 'refused'; readonly refusal: Refusal };

export interface MoverDependencies {
  readonly ledger: Ledger;
  readonly history: Pick<LedgerHistory, 'entriesAt'>;
  readonly newAuditEntry: NewAuditEntry;
}

const rules = z.object({
  idempotencyKey: text(255),
  credits: integerInput(1, 1_000_000_000, 'credits'),
  note: optionalText(1_000),
});

/** Moves credits between projects of a workspace. Both entries are written in one database transaction. */
export class CreditMover {
  readonly #dependencies: MoverDependencies;

  constructor(dependencies: MoverDependencies) {
    this.#dependencies = dependencies;
  }

  /**
   * Throws InvalidInputError (nothing was written) or UnavailableError (the outcome is unknown; the same request may be
   * repeated).
   */
  async transfer(request: TransferRequest, by: Administrator): Promise<TransferOutcome> {
    const { ledger, newAuditEntry } = this.#dependencies;
    const { fromProjectId: projectId, toProjectId } = request;
    const { idempotencyKey, credits, note } = checkInput(rules, request);
    if (projectId === toProjectId) throw invalid('toProjectId', 'must differ from fromProjectId');
    const changes = madeWith({ credits, note });
    const key = {
      value: idempotencyKey,
      requestHash: requestHash({ kind: 'transfer', projectId, toProjectId, credits, note }),
    };
    const outcome = await ledger.post(
      { type: 'transfer', projectId, toProjectId, credits, ...by, note, key },
      attach(
        auditWriter,
        newAuditEntry(by, { act: 'CREDITS_TRANSFERRED', projectId, subjectId: toProjectId, changes }),
      ),
    );
    if (outcome.status === 'refused') return outcome;
    const { entry } = outcome;
    if (!entry) throw new Error('the ledger accepted a transfer without returning its entry');
    if (outcome.status === 'accepted' && outcome.received) {
      const outgoing = { entry, project: outcome.project };
      return { status: 'transferred', outgoing, incoming: outcome.received, replayed: false };
    }
    const incoming = { entry: await this.#otherSide(entry), project: null };
    return { status: 'transferred', outgoing: { entry, project: null }, incoming, replayed: true };
  }

  async #otherSide({ counterpart }: LedgerEntry): Promise<LedgerEntry> {
    const [entry] = counterpart ? await this.#dependencies.history.entriesAt([counterpart]) : [];
    if (!entry) throw writtenElsewhere('the other side of a transfer');
    return entry;
  }
}

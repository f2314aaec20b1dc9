import type { Database } from '../database/database.ts';
import { writtenElsewhere } from '../database/failure.ts';
import type { ActionId, ProjectId } from '../ids.ts';
import type { Instant } from '../instant.ts';
import type { LedgerEntry } from '../ledger/kernel/entry.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { attach } from '../ledger/store/attachment.ts';
import { type Action, actionFromRow, type ActionStatus } from './action.ts';
import { endWriter } from './end-writer.ts';
import type { Requester } from './charges.ts';

export type CancelOutcome =
  | { readonly status: 'canceled'; readonly action: Action; readonly refund: LedgerEntry }
  | { readonly status: 'not-cancelable'; readonly actionStatus: ActionStatus };

export interface CancelerDependencies {
  readonly database: Database;
  readonly ledger: Ledger;
  readonly clock: () => Instant;
  /** Called with every canceled action. Must not throw. */
  readonly changed: (action: Action) => void;
}

/** Cancels queued actions. A canceled action is refunded and never run; one that has begun is not canceled. */
export class ActionCanceler {
  readonly #dependencies: CancelerDependencies;

  constructor(dependencies: CancelerDependencies) {
    this.#dependencies = dependencies;
  }

  /** Throws UnavailableError if the outcome is unknown. */
  async cancel(action: Action, by: Omit<Requester, 'keyId' | 'capKeyId'>): Promise<CancelOutcome> {
    const { id: actionId, projectId, chargeSequence } = action;
    const end = attach(endWriter, {
      projectId,
      actionId,
      from: ['QUEUED'],
      to: 'CANCELED',
      failure: null,
      finishedAt: this.#dependencies.clock(),
    });
    const outcome = await this.#dependencies.ledger.post(
      {
        type: 'refund',
        projectId,
        workspaceId: by.workspaceId,
        actor: by.actor,
        note: null,
        key: null,
        chargeSequence,
        mayExceedLimit: true,
      },
      end,
    );
    const now = await this.#read(projectId, actionId);
    if (outcome.status === 'refused') return { status: 'not-cancelable', actionStatus: now.status };
    if (!outcome.entry) throw new Error('the ledger accepted a refund but returned no transaction');
    this.#dependencies.changed(now);
    return { status: 'canceled', action: now, refund: outcome.entry };
  }

  async #read(projectId: ProjectId, id: ActionId): Promise<Action> {
    const row = await this.#dependencies.database.prisma.action.findUnique({
      where: { projectId_id: { projectId, id } },
    });
    if (!row) throw writtenElsewhere(`action ${id}`);
    return actionFromRow(row);
  }
}

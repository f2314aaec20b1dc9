import type { Database } from '../database/database.ts';
import { writtenElsewhere } from '../database/failure.ts';
import type { ActionId, ProjectId } from '../ids.ts';
import type { Instant } from '../instant.ts';
import type { LedgerEntry } from '../ledger/kernel/entry.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { attach } from '../ledger/store/attachment.ts';
import { type Action, actionFromRow, type ActionStatus } from './action.ts';
import { endWriter } from './end-writer.ts';
import type { Requester } from './action-performer.ts';

export type CancelOutcome =
  | { readonly status: 'canceled'; readonly action: Action; readonly refund: LedgerEntry }
  | { readonly status: 'not-cancelable'; readonly actionStatus: ActionStatus };

export interface CancelerDependencies {
  readonly database: Database;
  readonly ledger: Ledger;
  readonly clock: () => Instant;
  /** Is told of every action that was canceled. It must not throw. */
  readonly changed: (action: Action) => void;
}

/** Cancels actions that no worker has begun: refunded and never run, or not canceled at all. */
export class ActionCanceler {
  readonly #dependencies: CancelerDependencies;

  constructor(dependencies: CancelerDependencies) {
    this.#dependencies = dependencies;
  }

  /** Throws UnavailableError where the outcome is unknown. */
  async cancel(action: Action, by: Omit<Requester, 'capKeyId'>): Promise<CancelOutcome> {
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
    if (!outcome.entry) throw new Error('a refund was accepted without a line');
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

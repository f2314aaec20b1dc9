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

type Canceling = Omit<Requester, 'keyId' | 'capKeyId'>;

const UNENDED: readonly ActionStatus[] = ['QUEUED', 'RUNNING'];

/** The actions that are ended together: one batch of the ledger. */
const AT_ONCE = 100;

/** Cancels actions. A canceled action is refunded; one that is queued is never run. */
export class ActionCanceler {
  readonly #dependencies: CancelerDependencies;

  constructor(dependencies: CancelerDependencies) {
    this.#dependencies = dependencies;
  }

  /** Throws UnavailableError if the outcome is unknown. */
  cancel(action: Action, by: Canceling): Promise<CancelOutcome> {
    return this.#end(action, ['QUEUED'], by);
  }

  /** Cancels the actions of a project that have not ended, running ones too: their pictures are discarded. */
  async endAll(projectId: ProjectId, by: Canceling): Promise<void> {
    const { action } = this.#dependencies.database.prisma;
    const unended = { projectId, status: { in: [...UNENDED] } };
    for (;;) {
      const rows = await action.findMany({ where: unended, orderBy: { id: 'asc' }, take: AT_ONCE });
      if (rows.length === 0) return;
      await Promise.all(rows.map((row) => this.#end(actionFromRow(row), UNENDED, by)));
    }
  }

  async #end(action: Action, from: readonly ActionStatus[], by: Canceling): Promise<CancelOutcome> {
    const { id: actionId, projectId, chargeSequence } = action;
    const end = attach(endWriter, {
      projectId,
      actionId,
      from,
      to: 'CANCELED',
      failure: null,
      finishedAt: this.#dependencies.clock(),
      traceparent: null, // no webhook is sent
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

import { PipelineConnection } from '../database/pipeline-connection.ts';
import type { ProjectId } from '../ids.ts';
import { GroupCommit } from './group-commit/group-commit.ts';
import type { Moment } from './kernel/moment.ts';
import { SYSTEM_ACTOR } from './kernel/expire-due.ts';
import type { Posting } from './kernel/posting.ts';
import type { Project } from './project.ts';
import type { Attachment } from './store/attachment.ts';
import { RememberedAccounts } from './store/remembered-accounts.ts';
import { LedgerStore } from './store/ledger-store.ts';
import type { Companions } from './store/write-statements.ts';
import type { Outcome, ProjectCommit, Submission } from './store/submission.ts';

/** From a posting to its answer. */
const DEADLINE_MS = 5_000; // 5 seconds

export interface LedgerOptions extends Companions {
  readonly databaseUrl: string;
  readonly moment: () => Moment;
  readonly wait: (delayMs: number) => Promise<void>;
  /** Is told of every commit of this process, in order, before the callers are answered. It must not throw. */
  readonly committed: (commits: readonly ProjectCommit[]) => void;
}

/** Connections of the ledger's own; see `GroupCommit`. */
const LANES = 2;

/** The only way in which credits move. */
export class Ledger {
  readonly #stores: readonly LedgerStore[];
  readonly #group: GroupCommit;

  constructor({ databaseUrl, wait, committed, ...options }: LedgerOptions) {
    const accounts = new RememberedAccounts();
    this.#stores = Array.from(
      { length: LANES },
      () => new LedgerStore(new PipelineConnection(databaseUrl), { ...options, accounts }),
    );
    this.#group = new GroupCommit({ stores: this.#stores, deadlineMs: DEADLINE_MS, wait, committed });
  }

  /**
   * Posts, together with what is attached: both are committed, or neither. Rejects with UnavailableError when the
   * outcome is unknown; the same posting may then be posted again under its key.
   */
  post(posting: Posting, attachment: Attachment | null = null): Promise<Outcome> {
    return this.#group.post({ posting, attachment });
  }

  /**
   * Posts charges of one project, each with a key, of which all are accepted or none: where one is refused, the others are,
   * too, but for those that were accepted earlier under their keys. One outcome each, in the same order.
   */
  postTogether(submissions: readonly Submission[]): Promise<readonly Outcome[]> {
    return this.#group.postTogether(submissions);
  }

  /** Writes the expiries and allowances that are due. The project afterwards, or null where there is none. */
  async settle(projectId: ProjectId): Promise<Project | null> {
    const outcome = await this.post({
      type: 'settle',
      projectId,
      workspaceId: null,
      actor: SYSTEM_ACTOR,
      note: null,
      key: null,
    });
    return outcome.status === 'accepted' ? outcome.project : null;
  }

  /** Answers what was accepted, then lets go of the connections. */
  async close(): Promise<void> {
    await this.#group.close();
    await Promise.all(this.#stores.map((store) => store.close()));
  }
}

import { type Administrator, insertAuditEntry, type NewAuditEntry } from '../audit/audit.ts';
import type { Database } from '../database/database.ts';
import { inTransaction } from '../database/in-transaction.ts';
import { type Queryable, runStatement, type Statement } from '../database/statement.ts';
import type { ProjectId } from '../ids.ts';
import type { Instant } from '../instant.ts';
import type { NextAllowanceAt } from '../ledger/kernel/allowance.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { nextDueAt, type Project, PROJECT_COLUMNS } from '../ledger/project.ts';

export interface ArchiverDependencies {
  readonly database: Pick<Database, 'pool'>;
  readonly ledger: Pick<Ledger, 'settle'>;
  readonly newAuditEntry: NewAuditEntry;
  readonly nextAllowanceAt: NextAllowanceAt;
  /** Queues jobs that settle projects when something is due. */
  readonly settlingJobs: (due: readonly { readonly projectId: ProjectId; readonly at: Instant }[]) => Statement[];
  readonly clock: () => Instant;
}

/** Archives projects and takes that back. Repeating either changes nothing. */
export class ProjectArchiver {
  readonly #dependencies: ArchiverDependencies;

  constructor(dependencies: ArchiverDependencies) {
    this.#dependencies = dependencies;
  }

  /** An archived project keeps the time of its first archiving. */
  archive(id: ProjectId, by: Administrator): Promise<void> {
    return this.#inLock(id, by, async (transaction, project) => {
      if (project.archivedAt !== null) return;
      const archivedAt = this.#dependencies.clock();
      await this.#write(transaction, { ...project, archivedAt });
      await this.#audit(transaction, project, { archivedAt, by });
    });
  }

  /**
   * Instants of the allowance that passed while the project was archived grant nothing. False if the project is erased, which
   * cannot be taken back.
   */
  async restore(id: ProjectId, by: Administrator): Promise<boolean> {
    const { ledger, nextAllowanceAt, settlingJobs, clock } = this.#dependencies;
    for (;;) {
      // What came due before the archiving is written first. Nothing more of an archived project's allowance comes due.
      const settled = await ledger.settle(id);
      const outcome = await this.#inLock(id, by, async (transaction, project) => {
        if (project.erasedAt !== null) return 'erased';
        if (project.archivedAt === null) return 'restored';
        if (project.archivedAt !== settled?.archivedAt) return 'archived meanwhile';
        const { allowance } = project;
        const now = clock();
        const isPast = allowance !== null && allowance.nextAt <= now;
        const restored = {
          ...project,
          archivedAt: null,
          allowance: isPast ? { ...allowance, nextAt: nextAllowanceAt(allowance, now) } : allowance,
        };
        await this.#write(transaction, restored);
        await this.#audit(transaction, project, { archivedAt: null, by });
        const at = nextDueAt(restored);
        const jobs = at === null ? [] : settlingJobs([{ projectId: id, at }]);
        for (const job of jobs) await runStatement(transaction, job);
        return 'restored';
      });
      if (outcome !== 'archived meanwhile') return outcome !== 'erased';
    }
  }

  #inLock<Result>(
    id: ProjectId,
    { workspaceId }: Administrator,
    work: (transaction: Queryable, project: Project) => Promise<Result>,
  ): Promise<Result | undefined> {
    return inTransaction(this.#dependencies.database.pool, async (transaction) => {
      const [project] = await runStatement<Project>(transaction, {
        name: 'projects_lock',
        text: `select ${PROJECT_COLUMNS} from projects p where p.id = $1 and p.workspace_id = $2 for no key update`,
        values: [id, workspaceId],
      });
      return project && work(transaction, project);
    });
  }

  async #write(transaction: Queryable, { id, archivedAt, allowance }: Project): Promise<void> {
    await runStatement(transaction, {
      name: 'projects_set_archived',
      text: 'update projects set archived_at = $2, allowance_next_at = $3 where id = $1',
      values: [id, dateOf(archivedAt), dateOf(allowance?.nextAt ?? null)],
    });
  }

  async #audit(
    transaction: Queryable,
    { id, archivedAt: before }: Project,
    { archivedAt, by }: { readonly archivedAt: Instant | null; readonly by: Administrator },
  ): Promise<void> {
    const changes = [{ field: 'archivedAt', before: textOf(before), after: textOf(archivedAt) }];
    const act = archivedAt === null ? 'PROJECT_RESTORED' : 'PROJECT_ARCHIVED';
    const entry = this.#dependencies.newAuditEntry(by, { act, projectId: id, subjectId: id, changes });
    await runStatement(transaction, insertAuditEntry(entry));
  }
}

function dateOf(instant: Instant | null): Date | null {
  return instant === null ? null : new Date(instant);
}

function textOf(instant: Instant | null): string | null {
  return dateOf(instant)?.toISOString() ?? null;
}

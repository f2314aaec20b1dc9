import type { Logger } from 'pino';
import { type Administrator, insertAuditEntry, type NewAuditEntry } from '../audit/audit.ts';
import type { Database } from '../database/database.ts';
import { inTransaction } from '../database/in-transaction.ts';
import { type Queryable, runStatement } from '../database/statement.ts';
import type { ProjectId } from '../ids.ts';
import type { ContentHash } from '../images/image.ts';
import type { PictureRemover } from '../images/picture-remover.ts';
import type { Instant } from '../instant.ts';
import { eraseActions, eraseImages, eraseMessages, eraseShareLinks } from './erase-rows.ts';
import { removeFiles } from './image-deleter.ts';

/** The name of every erased project. */
export const ERASED_PROJECT_NAME = 'Erased project';

export type ErasureOutcome = 'erased' | 'not-archived' | 'not-found';

interface ErasableProject {
  readonly archivedAt: Instant | null;
  readonly erasedAt: Instant | null;
}

export interface EraserDependencies {
  readonly database: Pick<Database, 'pool'>;
  /** Cancels and refunds the actions of a project that have not ended. */
  readonly endActions: (projectId: ProjectId, by: Administrator) => Promise<void>;
  readonly newAuditEntry: NewAuditEntry;
  readonly remover: Pick<PictureRemover, 'remove'>;
  readonly clock: () => Instant;
  readonly log: Logger;
}

/**
 * Erases archived projects: pictures, prompts, names, share links, comments, and messages of engines. The ledger stays
 * as it is, because every transaction is part of a chain of hashes; its own texts are the notes and reasons that administrators gave.
 *
 *   end      actions that have not ended are refunded; an archived project accepts no others
 *   erase    rows are deleted or cleared in one transaction, which fails if an action has not ended
 *   remove   files follow, unless another image has the same content; after a crash the nightly collection removes them
 */
export class ProjectEraser {
  readonly #dependencies: EraserDependencies;

  constructor(dependencies: EraserDependencies) {
    this.#dependencies = dependencies;
  }

  /** Erasing an erased project changes nothing. Throws UnavailableError if the outcome is unknown. */
  async erase(id: ProjectId, by: Administrator): Promise<ErasureOutcome> {
    const { database, endActions } = this.#dependencies;
    for (;;) {
      const outcome = await inTransaction(database.pool, (transaction) => this.#eraseRows(transaction, id, by));
      if (outcome === 'not-ended') await endActions(id, by);
      else if (typeof outcome === 'string') return outcome;
      else {
        await removeFiles(outcome, this.#dependencies);
        return 'erased';
      }
    }
  }

  /** Returns the pictures whose images were deleted, or why nothing was written. */
  async #eraseRows(
    transaction: Queryable,
    id: ProjectId,
    by: Administrator,
  ): Promise<ContentHash[] | ErasureOutcome | 'not-ended'> {
    const [project] = await runStatement<ErasableProject>(transaction, {
      name: 'erasure_lock_project',
      text: `select p.archived_at as "archivedAt", p.erased_at as "erasedAt" from projects p where p.id = $1 and p.workspace_id = $2 for update`,
      values: [id, by.workspaceId],
    });
    if (!project) return 'not-found';
    if (project.archivedAt === null) return 'not-archived';
    if (project.erasedAt !== null) return 'erased';
    // The lock keeps actions from being accepted, and this statement sees all that were before.
    const unended = await runStatement(transaction, {
      name: 'erasure_unended',
      text: `select from actions where project_id = $1 and status in ('QUEUED', 'RUNNING') limit 1`,
      values: [id],
    });
    if (unended.length > 0) return 'not-ended';
    const erasedAt = this.#dependencies.clock();
    await runStatement(transaction, {
      name: 'erasure_project',
      text: 'update projects set name = $2, erased_at = $3 where id = $1',
      values: [id, ERASED_PROJECT_NAME, new Date(erasedAt)],
    });
    await eraseActions(transaction, id);
    await eraseMessages(transaction, id, ERASED_PROJECT_NAME);
    const changes = [{ field: 'erasedAt', before: null, after: new Date(erasedAt).toISOString() }];
    const act = { act: 'PROJECT_ERASED', projectId: id, subjectId: id, changes } as const;
    await runStatement(transaction, insertAuditEntry(this.#dependencies.newAuditEntry(by, act)));
    const pictures = await eraseImages(transaction, id);
    await eraseShareLinks(transaction, id); // after the images, because guests lock the image before the link
    return pictures;
  }
}

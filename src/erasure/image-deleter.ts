import type { Logger } from 'pino';
import { type Administrator, insertAuditEntry, type NewAuditEntry } from '../audit/audit.ts';
import type { Database } from '../database/database.ts';
import { inTransaction } from '../database/in-transaction.ts';
import { runStatement } from '../database/statement.ts';
import type { ActionId, ImageId, ProjectId } from '../ids.ts';
import type { ContentHash } from '../images/image.ts';
import type { PictureRemover } from '../images/picture-remover.ts';

export interface DeleterDependencies {
  readonly database: Pick<Database, 'pool'>;
  readonly newAuditEntry: NewAuditEntry;
  readonly remover: Pick<PictureRemover, 'remove'>;
  /** Called with the action whose picture was deleted. */
  readonly pictureGone: (actionId: ActionId) => Promise<void>;
  readonly log: Logger;
}

interface DeletedImage {
  readonly id: ImageId;
  readonly projectId: ProjectId;
  readonly actionId: ActionId | null;
  readonly contentHash: ContentHash | null;
}

/**
 * Deletes images. One transaction deletes the row (and by cascade its comments and its rows in share links) and writes an audit
 * entry. Then the file is deleted, unless another image has the same content.
 */
export class ImageDeleter {
  readonly #dependencies: DeleterDependencies;

  constructor(dependencies: DeleterDependencies) {
    this.#dependencies = dependencies;
  }

  /** Deletes what was found in it, such as its mask and its cut-out, as well. False if there is no such image. */
  async delete(id: ImageId, by: Administrator): Promise<boolean> {
    const { database, newAuditEntry, pictureGone } = this.#dependencies;
    const deleted = await inTransaction(database.pool, async (transaction) => {
      const rows = await runStatement<DeletedImage>(transaction, {
        name: 'images_delete',
        text: `delete from images i
          using (select project_id, id from images where id = $1) wanted
          where i.project_id = wanted.project_id and (i.id = wanted.id or i.subject_of = wanted.id)
          returning i.id, i.project_id as "projectId", i.action_id as "actionId", i.content_hash as "contentHash"`,
        values: [id],
      });
      const image = rows.find((row) => row.id === id);
      if (!image) return null;
      const act = { act: 'IMAGE_DELETED', projectId: image.projectId, subjectId: id, changes: [] } as const;
      await runStatement(transaction, insertAuditEntry(newAuditEntry(by, act)));
      return { actionId: image.actionId, pictures: rows.flatMap(({ contentHash }) => contentHash ?? []) };
    });
    if (!deleted) return false;
    await removeFiles(deleted.pictures, this.#dependencies);
    if (deleted.actionId !== null) await pictureGone(deleted.actionId);
    return true;
  }
}

/** Files that the storage fails to remove now are removed by the nightly collection. */
export async function removeFiles(
  pictures: readonly ContentHash[],
  { remover, log }: Pick<DeleterDependencies, 'remover' | 'log'>,
): Promise<void> {
  await remover.remove(pictures).catch((error: unknown) => {
    log.warn(
      { err: error, pictures: pictures.length },
      'deleted pictures stay in the storage until the next collection',
    );
  });
}

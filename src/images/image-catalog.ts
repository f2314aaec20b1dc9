import type { Database } from '../database/database.ts';
import { runStatement } from '../database/statement.ts';
import type { ActionId, ImageId, ProjectId } from '../ids.ts';
import type { Instant } from '../instant.ts';
import type { ImageRecord, StoredImage } from './image.ts';
import type { SavedPicture } from './pictures.ts';

/** The columns of `images i` as an ImageRecord, and some more of a pending one, all null. */
const COLUMNS = `i.content_hash is not null as stored, i.id, i.project_id as "projectId",
  i.content_type as "contentType", i.bytes, i.width, i.height, i.content_hash as "contentHash",
  i.action_id as "actionId", i.upload_expires_at as "uploadExpiresAt", i.created_at as "createdAt"`;

const AFTER_ALL_IDS = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

/** The images of all projects. Who may see which is the caller's to decide. */
export class ImageCatalog {
  readonly #database: Pick<Database, 'pool'>;

  constructor(database: Pick<Database, 'pool'>) {
    this.#database = database;
  }

  /** Those that are there, pending ones too, in no particular order. */
  findMany(ids: readonly ImageId[]): Promise<ImageRecord[]> {
    return runStatement<ImageRecord>(this.#database.pool, {
      name: 'images_find',
      text: `select ${COLUMNS} from images i where i.id = any($1::uuid[])`,
      values: [ids],
    });
  }

  /** Stored images, newest first, one more than asked for where there is one; with `after`, those made before it. */
  page({
    projectId,
    first,
    after,
  }: {
    readonly projectId: ProjectId;
    readonly first: number;
    readonly after: ImageId | null;
  }): Promise<StoredImage[]> {
    return runStatement<StoredImage>(this.#database.pool, {
      name: 'images_page',
      text: `select ${COLUMNS} from images i
        where i.project_id = $1 and i.content_hash is not null and i.id < $2
        order by i.id desc limit $3`,
      values: [projectId, after ?? AFTER_ALL_IDS, first + 1],
    });
  }
}

/** The row of a picture that an action made, for `image.create` in the transaction that ends the action. */
export function recordMade(
  picture: SavedPicture,
  { id, projectId, actionId, at }: { id: ImageId; projectId: ProjectId; actionId: ActionId; at: Instant },
) {
  return { ...picture, id, projectId, actionId, createdAt: new Date(at) };
}

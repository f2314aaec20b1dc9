import type { Database } from '../database/database.ts';
import { ID_MAX, ID_MIN, readDirection, type PageRange } from '../page-range.ts';
import { runStatement } from '../database/statement.ts';
import type { ActionId, ImageId, ProjectId } from '../ids.ts';
import type { Instant } from '../instant.ts';
import type { ImageRecord, StoredImage } from './image.ts';
import type { SavedPicture } from './pictures.ts';

/** The columns of `images i` as an ImageRecord. A pending image has more columns than its type, all null. */
const COLUMNS = `i.content_hash is not null as stored, i.id, i.project_id as "projectId",
  i.content_type as "contentType", i.bytes, i.width, i.height, i.content_hash as "contentHash", i.file_name as "fileName",
  i.action_id as "actionId", i.upload_expires_at as "uploadExpiresAt", i.created_at as "createdAt", i.favorite`;

/** Reads the images of all projects. The caller must check access. */
export class ImageCatalog {
  readonly #database: Pick<Database, 'pool'>;

  constructor(database: Pick<Database, 'pool'>) {
    this.#database = database;
  }

  /** The existing images among these ids, pending ones too, in no particular order. */
  findMany(ids: readonly ImageId[]): Promise<ImageRecord[]> {
    return runStatement<ImageRecord>(this.#database.pool, {
      name: 'images_find',
      text: `select ${COLUMNS} from images i where i.id = any($1::uuid[])`,
      values: [ids],
    });
  }

  /** Marks an image as a favorite or removes the mark. Null if the image has no stored picture. */
  async setFavorite(id: ImageId, favorite: boolean): Promise<StoredImage | null> {
    const [image] = await runStatement<StoredImage>(this.#database.pool, {
      name: 'images_set_favorite',
      text: `update images i set favorite = $2 where i.id = $1 and i.content_hash is not null returning ${COLUMNS}`,
      values: [id, favorite],
    });
    return image ?? null;
  }

  /** Stored images, newest first (reversed if the page is read backward), one more than the limit if there is one. */
  page(page: PageRange<ImageId> & { readonly projectId: ProjectId }): Promise<StoredImage[]> {
    const order = readDirection(page);
    return runStatement<StoredImage>(this.#database.pool, {
      name: `images_page_${order}`,
      text: `select ${COLUMNS} from images i
        where i.project_id = $1 and i.content_hash is not null and i.subject_of is null and i.id < $2 and i.id > $3
        order by i.id ${order} limit $4`,
      values: [page.projectId, page.after ?? ID_MAX, page.before ?? ID_MIN, page.limit + 1],
    });
  }
}

/** The row of a picture of another's subject. Lists of a project's images leave it out. */
export function recordSubject(
  picture: SavedPicture,
  { id, projectId, subjectOf, at }: { id: ImageId; projectId: ProjectId; subjectOf: ImageId; at: Instant },
) {
  return { ...picture, id, projectId, subjectOf, createdAt: new Date(at) };
}

/** The row of a picture made by an action. Create it in the database transaction that ends the action. */
export function recordMade(
  picture: SavedPicture,
  { id, projectId, actionId, at }: { id: ImageId; projectId: ProjectId; actionId: ActionId; at: Instant },
) {
  return { ...picture, id, projectId, actionId, createdAt: new Date(at) };
}

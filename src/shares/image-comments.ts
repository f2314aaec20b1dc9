import { z } from 'zod';
import { type Administrator, insertAuditEntry, newAuditEntries } from '../audit/audit.ts';
import type { Database } from '../database/database.ts';
import { inTransaction } from '../database/in-transaction.ts';
import { runStatement } from '../database/statement.ts';
import type { CommentId, ImageId, NewId, ProjectId } from '../ids.ts';
import { checkInput, invalid } from '../input/invalid-input.ts';
import { plainText } from '../input/rules.ts';
import type { Instant } from '../instant.ts';
import { ID_MAX, ID_MIN, type PageRange, readDirection } from '../page-range.ts';
import {
  COMMENT_COLUMNS,
  COMMENT_MAX,
  COMMENTS_PER_IMAGE_MAX,
  type FeedbackCounts,
  type GuestVerdict,
  type ImageComment,
  type ImageFeedback,
} from './feedback.ts';

export interface ImageCommentsOptions {
  readonly database: Pick<Database, 'pool'>;
  readonly newId: NewId;
  readonly clock: () => Instant;
  /** Called after a comment on an image was written or deleted. Must not throw. */
  readonly feedbackChanged: (feedback: ImageFeedback) => void;
}

const rules = z.object({ text: plainText(COMMENT_MAX, { lines: true }) });

/** Comments on images by people with a credential, and reads of the guests' comments and verdicts. The caller must check access. */
export class ImageComments {
  readonly #options: ImageCommentsOptions;

  constructor(options: ImageCommentsOptions) {
    this.#options = options;
  }

  /** Null if there is no such image. Throws InvalidInputError. */
  async add(imageId: ImageId, asked: string, author: string): Promise<ImageComment | null> {
    const { database, newId, clock, feedbackChanged } = this.#options;
    const { text } = checkInput(rules, { text: asked });
    const comment = await inTransaction(database.pool, async (transaction) => {
      // The lock prevents the deletion of the image, and serializes comments on it, so that the limit holds.
      const [image] = await runStatement<{ projectId: ProjectId }>(transaction, {
        name: 'comments_lock_image',
        text: `select i.project_id as "projectId" from images i
          where i.id = $1 and i.content_hash is not null for no key update`,
        values: [imageId],
      });
      if (!image) return null;
      const [written] = await runStatement<ImageComment>(transaction, {
        name: 'comments_add',
        text: `insert into image_comments as c (id, project_id, image_id, author, text, created_at)
          select $1, $2, $3, $4, $5, $6::timestamptz
          where (select count(*) from image_comments o where o.project_id = $2 and o.image_id = $3
            and o.share_link_id is null) < ${COMMENTS_PER_IMAGE_MAX}
          returning ${COMMENT_COLUMNS}`,
        values: [newId<CommentId>(), image.projectId, imageId, author, text, new Date(clock())],
      });
      if (!written)
        throw invalid('imageId', `has ${COMMENTS_PER_IMAGE_MAX} comments, which is the maximum: delete one first`);
      return written;
    });
    if (comment) feedbackChanged(comment);
    return comment;
  }

  /** Null if there is no such comment. */
  async find(id: CommentId): Promise<ImageComment | null> {
    const [comment] = await runStatement<ImageComment>(this.#options.database.pool, {
      name: 'comments_find',
      text: `select ${COMMENT_COLUMNS} from image_comments c where c.id = $1`,
      values: [id],
    });
    return comment ?? null;
  }

  /** False if it was deleted before. */
  async delete(comment: ImageComment, by: Administrator): Promise<boolean> {
    const { database, newId, clock, feedbackChanged } = this.#options;
    const { id, projectId, author } = comment;
    const changes = [{ field: 'author', before: author, after: null }];
    const act = { act: 'COMMENT_DELETED', projectId, subjectId: id, changes } as const;
    const isDeleted = await inTransaction(database.pool, async (transaction) => {
      const deleted = await runStatement(transaction, {
        name: 'comments_delete',
        text: 'delete from image_comments c where c.id = $1 returning c.id',
        values: [id],
      });
      if (deleted.length === 0) return false;
      await runStatement(transaction, insertAuditEntry(newAuditEntries(newId, clock)(by, act)));
      return true;
    });
    if (isDeleted) feedbackChanged(comment);
    return isDeleted;
  }

  /** Newest first (reversed if the page is read backward), one more than the limit if there is one. */
  page(page: PageRange<CommentId> & ImageFeedback): Promise<ImageComment[]> {
    const order = readDirection(page);
    return runStatement<ImageComment>(this.#options.database.pool, {
      name: `comments_page_${order}`,
      text: `select ${COMMENT_COLUMNS} from image_comments c
        where c.project_id = $1 and c.image_id = $2 and c.id < $3 and c.id > $4 order by c.id ${order} limit $5`,
      values: [page.projectId, page.imageId, page.after ?? ID_MAX, page.before ?? ID_MIN, page.limit + 1],
    });
  }

  /** The last verdicts of the guests of all links, newest first for each image; at most 100 of an image. */
  verdictsOf(imageIds: readonly ImageId[]): Promise<GuestVerdict[]> {
    return runStatement<GuestVerdict>(this.#options.database.pool, {
      name: 'verdicts_of_images',
      text: `select v.* from unnest($1::uuid[]) wanted (id) cross join lateral (
          select v.image_id as "imageId", v.guest, v.verdict, v.decided_at as "decidedAt"
          from images i join share_link_images s on s.project_id = i.project_id and s.image_id = i.id
            join share_verdicts v on v.share_link_id = s.share_link_id and v.image_id = s.image_id
          where i.id = wanted.id order by v.decided_at desc, v.guest_key limit 100
        ) v`,
      values: [imageIds],
    });
  }

  /** The numbers of comments and verdicts of existing images, in no particular order. */
  countsOf(imageIds: readonly ImageId[]): Promise<FeedbackCounts[]> {
    return runStatement<FeedbackCounts>(this.#options.database.pool, {
      name: 'feedback_counts_of_images',
      text: `select i.id as "imageId", v.approvals, v."changesWanted",
          (select count(*)::int from image_comments c where c.project_id = i.project_id and c.image_id = i.id) as comments
        from images i cross join lateral (
          select count(*) filter (where v.verdict = 'APPROVED')::int as approvals,
            count(*) filter (where v.verdict <> 'APPROVED')::int as "changesWanted"
          from share_link_images s
            join share_verdicts v on v.share_link_id = s.share_link_id and v.image_id = s.image_id
          where s.project_id = i.project_id and s.image_id = i.id
        ) v
        where i.id = any($1::uuid[])`,
      values: [imageIds],
    });
  }
}

import { z } from 'zod';
import { hashOf, newShareSecret } from '../access/secrets.ts';
import { type Administrator, insertAuditEntry, madeWith, newAuditEntries, writeAuditEntry } from '../audit/audit.ts';
import type { Database } from '../database/database.ts';
import type { Prisma } from '../database/generated/prisma/client.ts';
import { inTransaction } from '../database/in-transaction.ts';
import { runStatement } from '../database/statement.ts';
import { lockWorkspace } from '../database/workspace-lock.ts';
import type { ImageId, NewId, ProjectId, ShareLinkId } from '../ids.ts';
import { checkInput, invalid, NotFoundError } from '../input/invalid-input.ts';
import { requestHash } from '../input/request-hash.ts';
import { plainText, text } from '../input/rules.ts';
import { DAY_MS, type Instant } from '../instant.ts';
import { ID_MAX, ID_MIN, type PageRange, readDirection } from '../page-range.ts';
import { SHARE_LINK_COLUMNS, type ShareLink } from './share-link.ts';

export const SHARED_IMAGES_MAX = 100;
export const SHARE_DAYS_MAX = 90;
export const SHARE_TITLE_MAX = 200;
/** The maximum number of open links of a project. */
export const OPEN_LINKS_MAX = 200;

/** A request to create a link. The ids have been decoded; the other fields are not yet validated. */
export interface ShareRequest {
  readonly projectId: ProjectId;
  readonly imageIds: readonly ImageId[];
  readonly title: string;
  readonly endsAt: Instant;
  readonly allowsComments: boolean;
  readonly allowsDownload: boolean;
  readonly idempotencyKey: string;
}

export type ShareOutcome =
  | { readonly status: 'created'; readonly link: ShareLink; readonly secret: string }
  /** The secret was returned only with the first response, and is not stored. */
  | { readonly status: 'replayed'; readonly link: ShareLink }
  | { readonly status: 'conflict' };

export interface ShareLinksOptions {
  readonly database: Database;
  readonly newId: NewId;
  readonly randomBytes: (size: number) => Uint8Array;
  readonly clock: () => Instant;
}

const rules = z.object({
  title: plainText(SHARE_TITLE_MAX, { lines: false }),
  idempotencyKey: text(255),
  imageIds: z
    .array(z.string())
    .min(1, `must name 1 to ${SHARED_IMAGES_MAX} images, and names none`)
    .max(SHARED_IMAGES_MAX, `must name at most ${SHARED_IMAGES_MAX} images`)
    .refine((ids) => new Set(ids).size === ids.length, { error: 'must name each image once' }),
});

/** Creates, lists and revokes share links. A secret is returned when it is created; only its hash is stored. */
export class ShareLinks {
  readonly #options: ShareLinksOptions;

  constructor(options: ShareLinksOptions) {
    this.#options = options;
  }

  /** Throws InvalidInputError or NotFoundError: nothing was written. */
  async create(request: ShareRequest, by: Administrator): Promise<ShareOutcome> {
    const { title, idempotencyKey } = checkInput(rules, request);
    const { projectId, imageIds, endsAt, allowsComments, allowsDownload } = request;
    const asked = { projectId, imageIds, title, endsAt, allowsComments, allowsDownload };
    const hash = Buffer.from(requestHash({ kind: 'share link', ...asked }), 'hex');
    const { database, newId, randomBytes, clock } = this.#options;
    const secret = newShareSecret(randomBytes);
    const createdAt = clock();
    const row = {
      id: newId<ShareLinkId>(),
      projectId,
      title,
      allowsComments,
      allowsDownload,
      idempotencyKey,
      endsAt: new Date(endsAt),
      createdAt: new Date(createdAt),
      createdBy: by.actor,
      secretHash: hashOf(secret),
      requestHash: hash,
    };
    const changes = madeWith({ images: imageIds.length, endsAt: row.endsAt.toISOString() });
    const act = { act: 'SHARE_LINK_CREATED', projectId, subjectId: row.id, changes } as const;
    const earlier = await database.prisma.$transaction(async (transaction) => {
      await lockWorkspace(transaction, by.workspaceId); // if two calls have the same key, the second finds the link of the first
      const known = await transaction.shareLink.findFirst({ where: { projectId, idempotencyKey } });
      if (known) return known;
      checkEnd(endsAt, createdAt);
      await lockImages(transaction, projectId, imageIds);
      await checkCount(transaction, projectId, createdAt);
      await transaction.shareLink.create({ data: row });
      const images = imageIds.map((imageId, position) => ({ shareLinkId: row.id, projectId, imageId, position }));
      await transaction.shareLinkImage.createMany({ data: images });
      await writeAuditEntry(transaction, newAuditEntries(newId, () => createdAt)(by, act));
      return null;
    });
    if (earlier && !hash.equals(earlier.requestHash)) return { status: 'conflict' };
    const [link] = await this.findMany([(earlier?.id ?? row.id) as ShareLinkId]); // ids are stored unchanged
    if (!link) throw new Error('a share link was written but cannot be found');
    return earlier ? { status: 'replayed', link } : { status: 'created', link, secret };
  }

  /** Revokes a link, which is refused from then on. Has no effect on a revoked link. Null if there is no such link. */
  async revoke(id: ShareLinkId, by: Administrator): Promise<ShareLink | null> {
    const { database, newId, clock } = this.#options;
    const now = clock();
    await inTransaction(database.pool, async (transaction) => {
      const [revoked] = await runStatement<{ projectId: ProjectId }>(transaction, {
        name: 'share_links_revoke',
        text: `update share_links set revoked_at = $2 where id = $1 and revoked_at is null
          returning project_id as "projectId"`,
        values: [id, new Date(now)],
      });
      if (!revoked) return;
      const changes = [{ field: 'revokedAt', before: null, after: new Date(now).toISOString() }];
      const act = { act: 'SHARE_LINK_REVOKED', projectId: revoked.projectId, subjectId: id, changes } as const;
      await runStatement(transaction, insertAuditEntry(newAuditEntries(newId, () => now)(by, act)));
    });
    const [link] = await this.findMany([id]);
    return link ?? null;
  }

  /** The existing links among these ids, in no particular order. */
  findMany(ids: readonly ShareLinkId[]): Promise<ShareLink[]> {
    return runStatement<ShareLink>(this.#options.database.pool, {
      name: 'share_links_find',
      text: `select ${SHARE_LINK_COLUMNS} from share_links l where l.id = any($1::uuid[])`,
      values: [ids],
    });
  }

  /** Newest first (reversed if the page is read backward), one more than the limit if there is one. */
  page(page: PageRange<ShareLinkId> & { readonly projectId: ProjectId }): Promise<ShareLink[]> {
    const order = readDirection(page);
    return runStatement<ShareLink>(this.#options.database.pool, {
      name: `share_links_page_${order}`,
      text: `select ${SHARE_LINK_COLUMNS} from share_links l where l.project_id = $1 and l.id < $2 and l.id > $3
        order by l.id ${order} limit $4`,
      values: [page.projectId, page.after ?? ID_MAX, page.before ?? ID_MIN, page.limit + 1],
    });
  }
}

function checkEnd(endsAt: Instant, now: Instant): void {
  if (endsAt > now && endsAt <= now + SHARE_DAYS_MAX * DAY_MS) return;
  throw invalid('endsAt', `must be in the future, and at most ${SHARE_DAYS_MAX} days ahead`);
}

/**
 * Locks the images until the link is written. The project is locked first, because its erasure locks it before it deletes
 * images in any order.
 */
async function lockImages(
  transaction: Prisma.TransactionClient,
  projectId: ProjectId,
  imageIds: readonly ImageId[],
): Promise<void> {
  await transaction.$queryRaw`select from projects where id = ${projectId}::uuid for key share`;
  const found = await transaction.$queryRaw<object[]>`
    select i.id from images i where i.project_id = ${projectId}::uuid and i.id = any(${[...imageIds]}::uuid[])
      and i.content_hash is not null and i.subject_of is null
    order by i.id for key share`;
  if (found.length < imageIds.length) throw new NotFoundError('imageIds', 'image in this project');
}

async function checkCount(transaction: Prisma.TransactionClient, projectId: ProjectId, now: Instant): Promise<void> {
  const open = await transaction.shareLink.count({
    where: { projectId, revokedAt: null, endsAt: { gt: new Date(now) } },
  });
  if (open < OPEN_LINKS_MAX) return;
  throw invalid('projectId', `has ${OPEN_LINKS_MAX} open share links, which is the maximum: revoke one first`);
}

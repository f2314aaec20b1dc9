import { z } from 'zod';
import { hashOf } from '../access/secrets.ts';
import type { Database } from '../database/database.ts';
import { inTransaction } from '../database/in-transaction.ts';
import { type Queryable, runStatement } from '../database/statement.ts';
import type { CommentId, ImageId, NewId } from '../ids.ts';
import type { StoredImage } from '../images/image.ts';
import { checkInput, invalid } from '../input/invalid-input.ts';
import { plainText } from '../input/rules.ts';
import { foldedName } from '../input/visible-text.ts';
import type { Instant } from '../instant.ts';
import {
  COMMENT_COLUMNS,
  COMMENT_MAX,
  COMMENTS_PER_LINK_MAX,
  GUEST_NAME_MAX,
  GUESTS_PER_LINK_MAX,
  type GuestVerdict,
  type ImageComment,
  type ImageFeedback,
  VERDICTS,
} from './feedback.ts';
import { isOpen, type ShareLink } from './share-link.ts';

/** The fields of a link that guests see. */
export type GuestLink = Pick<
  ShareLink,
  'id' | 'projectId' | 'title' | 'endsAt' | 'revokedAt' | 'allowsComments' | 'allowsDownload'
>;

/** A picture with the verdicts and comments that guests sent through the same link. */
export interface SharedPicture {
  readonly image: Pick<StoredImage, 'id' | 'contentHash' | 'contentType' | 'width' | 'height'>;
  readonly verdicts: readonly GuestVerdict[];
  readonly comments: readonly ImageComment[];
}

/** Why a request of a guest is refused. */
export type GuestRefusal = 'unknown-link' | 'ended' | 'unknown-picture' | 'no-comments';

export interface GuestsOptions {
  readonly database: Pick<Database, 'pool'>;
  readonly newId: NewId;
  readonly clock: () => Instant;
  /** Called after a guest has written a verdict or a comment. Must not throw. */
  readonly feedbackChanged: (feedback: ImageFeedback) => void;
}

const name = plainText(GUEST_NAME_MAX, { lines: false });
const verdictRules = z.object({ name, verdict: z.enum(VERDICTS, { error: `must be ${VERDICTS.join(' or ')}` }) });
const commentRules = z.object({ name, text: plainText(COMMENT_MAX, { lines: true }) });

export type VerdictRequest = z.input<typeof verdictRules>;
export type CommentRequest = z.input<typeof commentRules>;

/** The requests of guests, authorized only by the secret of a link. Throws InvalidInputError, which names the field. */
export class Guests {
  readonly #options: GuestsOptions;

  constructor(options: GuestsOptions) {
    this.#options = options;
  }

  /** Returns the link with its pictures, and counts the view. */
  async open(secret: string): Promise<{ link: GuestLink; pictures: SharedPicture[] } | GuestRefusal> {
    const { pool } = this.#options.database;
    const link = await this.#find(secret);
    if (typeof link === 'string') return link;
    await runStatement(pool, {
      name: 'share_links_opened',
      text: 'update share_links set opened = opened + 1 where id = $1 and opened < 2147483647',
      values: [link.id],
    });
    return { link, pictures: await readPictures(pool, link, null) };
  }

  /** Stores the verdict. It replaces an earlier one of the same name. */
  async decide(secret: string, imageId: ImageId, asked: VerdictRequest): Promise<SharedPicture | GuestRefusal> {
    const { name: guest, verdict } = checkInput(verdictRules, asked);
    return this.#say(secret, imageId, async (transaction, link) => {
      const [kept] = await runStatement(transaction, {
        name: 'share_verdicts_keep',
        text: `insert into share_verdicts (share_link_id, image_id, guest_key, guest, verdict, decided_at)
          select $1::uuid, $2::uuid, $3::text, $4, $5::verdict, $6::timestamptz
          where ${GUESTS_PER_LINK_MAX} > (select count(distinct o.guest_key) from share_verdicts o
            where o.share_link_id = $1 and o.guest_key <> $3)
          on conflict (share_link_id, image_id, guest_key) do update
            set guest = excluded.guest, verdict = excluded.verdict, decided_at = excluded.decided_at
          returning guest_key`,
        values: [link.id, imageId, foldedName(guest), guest, verdict, new Date(this.#options.clock())],
      });
      if (!kept)
        throw invalid('name', `cannot be added: at most ${GUESTS_PER_LINK_MAX} people can decide through a link`);
      return null;
    });
  }

  async comment(secret: string, imageId: ImageId, asked: CommentRequest): Promise<SharedPicture | GuestRefusal> {
    const { name: author, text } = checkInput(commentRules, asked);
    const { newId, clock } = this.#options;
    return this.#say(secret, imageId, async (transaction, link) => {
      if (!link.allowsComments) return 'no-comments';
      const [written] = await runStatement(transaction, {
        name: 'share_comments_add',
        text: `insert into image_comments (id, project_id, image_id, share_link_id, author, text, created_at)
          select $1, $2, $3, $4::uuid, $5, $6, $7::timestamptz
          where (select count(*) from image_comments o where o.share_link_id = $4) < ${COMMENTS_PER_LINK_MAX}
          returning id`,
        values: [newId<CommentId>(), link.projectId, imageId, link.id, author, text, new Date(clock())],
      });
      if (!written) throw invalid('text', `cannot be added: a link has at most ${COMMENTS_PER_LINK_MAX} comments`);
      return null;
    });
  }

  /**
   * Writes a verdict or a comment if the link is open. The image is locked before the link, as everywhere, because deleting an
   * image deletes its comments and verdicts. The lock on the link serializes its guests, so that the limits hold, and waits for
   * a concurrent revocation.
   */
  async #say(
    secret: string,
    imageId: ImageId,
    write: (transaction: Queryable, link: GuestLink) => Promise<GuestRefusal | null>,
  ): Promise<SharedPicture | GuestRefusal> {
    const { database, clock, feedbackChanged } = this.#options;
    const found = await this.#find(secret);
    if (typeof found === 'string') return found;
    const said = await inTransaction(database.pool, async (transaction): Promise<SharedPicture | GuestRefusal> => {
      const shared = await runStatement(transaction, {
        name: 'share_lock_image',
        text: `select i.id from share_link_images s
          join images i on i.project_id = s.project_id and i.id = s.image_id
          where s.share_link_id = $1 and s.image_id = $2 for key share of i`,
        values: [found.id, imageId],
      });
      if (shared.length === 0) return 'unknown-picture';
      const [link] = await runStatement<GuestLink>(transaction, {
        name: 'share_lock_link',
        text: `select ${GUEST_LINK_COLUMNS} from share_links l where l.id = $1 for no key update`,
        values: [found.id],
      });
      if (!link) return 'unknown-link';
      if (!isOpen(link, clock())) return 'ended';
      const refusal = await write(transaction, link);
      if (refusal !== null) return refusal;
      const [picture] = await readPictures(transaction, link, imageId);
      return picture ?? 'unknown-picture';
    });
    if (typeof said !== 'string') feedbackChanged({ projectId: found.projectId, imageId });
    return said;
  }

  async #find(secret: string): Promise<GuestLink | 'unknown-link' | 'ended'> {
    const { database, clock } = this.#options;
    const [link] = await runStatement<GuestLink>(database.pool, {
      name: 'share_links_by_secret',
      text: `select ${GUEST_LINK_COLUMNS} from share_links l join projects p on p.id = l.project_id
        where l.secret_hash = $1 and p.erased_at is null`,
      values: [hashOf(secret)],
    });
    if (!link) return 'unknown-link';
    return isOpen(link, clock()) ? link : 'ended';
  }
}

const GUEST_LINK_COLUMNS = `l.id, l.project_id as "projectId", l.title, l.ends_at as "endsAt", l.revoked_at as "revokedAt",
  l.allows_comments as "allowsComments", l.allows_download as "allowsDownload"`;

/** One picture of a link, or all in the order of the link. */
async function readPictures(on: Queryable, { id }: GuestLink, only: ImageId | null): Promise<SharedPicture[]> {
  const images = await runStatement<SharedPicture['image']>(on, {
    name: 'share_pictures',
    text: `select i.id, i.content_hash as "contentHash", i.content_type as "contentType", i.width, i.height
      from share_link_images s join images i on i.project_id = s.project_id and i.id = s.image_id
      where s.share_link_id = $1 and ($2::uuid is null or s.image_id = $2) order by s.position`,
    values: [id, only],
  });
  const verdicts = await runStatement<GuestVerdict>(on, {
    name: 'share_pictures_verdicts',
    text: `select v.image_id as "imageId", v.guest, v.verdict, v.decided_at as "decidedAt" from share_verdicts v
      where v.share_link_id = $1 and ($2::uuid is null or v.image_id = $2) order by v.decided_at, v.guest_key`,
    values: [id, only],
  });
  const comments = await runStatement<ImageComment>(on, {
    name: 'share_pictures_comments',
    text: `select ${COMMENT_COLUMNS} from image_comments c
      where c.share_link_id = $1 and ($2::uuid is null or c.image_id = $2) order by c.id`,
    values: [id, only],
  });
  const verdictsOf = Map.groupBy(verdicts, ({ imageId }) => imageId);
  const commentsOf = Map.groupBy(comments, ({ imageId }) => imageId);
  return images.map((image) => ({
    image,
    verdicts: verdictsOf.get(image.id) ?? [],
    comments: commentsOf.get(image.id) ?? [],
  }));
}

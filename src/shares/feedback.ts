import type { CommentId, ImageId, ProjectId, ShareLinkId } from '../ids.ts';
import type { Instant } from '../instant.ts';

/** In the order of the enum in the database. */
export const VERDICTS = ['APPROVED', 'CHANGES_WANTED'] as const;
export type Verdict = (typeof VERDICTS)[number];

export const GUEST_NAME_MAX = 80;
export const COMMENT_MAX = 2_000;

/** The maximum number of guests with a verdict for a link. */
export const GUESTS_PER_LINK_MAX = 100;
/** The maximum number of comments by all guests of a link. */
export const COMMENTS_PER_LINK_MAX = 1_000;
/** The maximum number of comments on an image by people with a credential. */
export const COMMENTS_PER_IMAGE_MAX = 1_000;

/** The last verdict of a guest on a picture of a link. */
export interface GuestVerdict {
  readonly imageId: ImageId;
  /** The name as the guest wrote it. It is not verified. */
  readonly guest: string;
  readonly verdict: Verdict;
  readonly decidedAt: Instant;
}

/** How much feedback a picture has, through all links. */
export interface FeedbackCounts {
  readonly imageId: ImageId;
  /** Of guests and of people with a credential. */
  readonly comments: number;
  readonly approvals: number;
  readonly changesWanted: number;
}

export interface ImageComment {
  readonly id: CommentId;
  readonly projectId: ProjectId;
  readonly imageId: ImageId;
  /** The link through which a guest wrote it; null: the author has a credential. */
  readonly shareLinkId: ShareLinkId | null;
  readonly author: string;
  readonly text: string;
  readonly createdAt: Instant;
}

/** An image whose comments or verdicts have changed. */
export interface ImageFeedback {
  readonly projectId: ProjectId;
  readonly imageId: ImageId;
}

/** The columns of `image_comments c` as an ImageComment. */
export const COMMENT_COLUMNS = `c.id, c.project_id as "projectId", c.image_id as "imageId",
  c.share_link_id as "shareLinkId", c.author, c.text, c.created_at as "createdAt"`;

import type { ImageId, ProjectId, ShareLinkId } from '../ids.ts';
import type { Instant } from '../instant.ts';

/** A link with which guests see selected pictures of a project without a key, until it ends or is revoked. */
export interface ShareLink {
  readonly id: ShareLinkId;
  readonly projectId: ProjectId;
  readonly title: string;
  /** Exclusive: from this instant on the link is refused. */
  readonly endsAt: Instant;
  readonly allowsComments: boolean;
  readonly allowsDownload: boolean;
  readonly createdBy: string;
  readonly createdAt: Instant;
  readonly revokedAt: Instant | null;
  /** In the order of the link, without deleted images. */
  readonly imageIds: readonly ImageId[];
  /** How many times the page of the link was opened. */
  readonly opened: number;
  /** The number of guests' verdicts that approve a picture. */
  readonly approvals: number;
  readonly changesWanted: number;
  /** The number of comments by its guests. */
  readonly comments: number;
}

/** Whether guests may use a link at an instant. */
export function isOpen({ endsAt, revokedAt }: Pick<ShareLink, 'endsAt' | 'revokedAt'>, now: Instant): boolean {
  return revokedAt === null && now < endsAt;
}

/** The columns of `share_links l` as a ShareLink. */
export const SHARE_LINK_COLUMNS = `l.id, l.project_id as "projectId", l.title, l.ends_at as "endsAt",
  l.allows_comments as "allowsComments", l.allows_download as "allowsDownload", l.created_by as "createdBy",
  l.created_at as "createdAt", l.revoked_at as "revokedAt", l.opened,
  array(select s.image_id from share_link_images s where s.share_link_id = l.id order by s.position) as "imageIds",
  (select count(*)::int from share_verdicts v where v.share_link_id = l.id and v.verdict = 'APPROVED') as approvals,
  (select count(*)::int from share_verdicts v where v.share_link_id = l.id and v.verdict <> 'APPROVED') as "changesWanted",
  (select count(*)::int from image_comments c where c.share_link_id = l.id) as comments`;

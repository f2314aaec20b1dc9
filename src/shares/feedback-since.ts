import { type Queryable, runStatement } from '../database/statement.ts';
import type { ProjectId } from '../ids.ts';
import type { Instant } from '../instant.ts';
import type { ImageFeedback } from './feedback.ts';

/** The images of these projects whose comments or verdicts have changed after an instant. */
export function feedbackSince(
  on: Queryable,
  projectIds: readonly ProjectId[],
  since: Instant,
): Promise<ImageFeedback[]> {
  return runStatement<ImageFeedback>(on, {
    name: 'feedback_since',
    text: `select c.project_id as "projectId", c.image_id as "imageId" from image_comments c
        where c.project_id = any($1::uuid[]) and c.created_at > $2
      union select s.project_id, s.image_id from share_link_images s
        join share_verdicts v on v.share_link_id = s.share_link_id and v.image_id = s.image_id
        where s.project_id = any($1::uuid[]) and v.decided_at > $2`,
    values: [projectIds, new Date(since)],
  });
}

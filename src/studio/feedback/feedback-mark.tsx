import { Check, MessageSquare, PencilLine } from 'lucide-react';
import type { PictureFragment } from '../generated/graphql.ts';
import { formatCount, formatList } from '../language/formats.ts';
import { say } from '../language/say.ts';
import classes from './feedback-mark.module.css';

interface FeedbackNumbers {
  readonly approvals: number;
  readonly changesWanted: number;
  readonly comments: number;
}

/** The numbers that are not zero, as texts: "2 approvals", "1 comment". */
export function feedbackWords({ approvals, changesWanted, comments }: FeedbackNumbers): readonly string[] {
  return [
    ...(approvals > 0 ? [say('feedback.approvals', { count: approvals })] : []),
    ...(changesWanted > 0 ? [say('feedback.changesWanted', { count: changesWanted })] : []),
    ...(comments > 0 ? [say('feedback.comments', { count: comments })] : []),
  ];
}

/** In the corner of a tile: whether guests have approved the picture or want changes, and the number of comments. */
export function FeedbackMark({ counts }: { readonly counts: PictureFragment['feedbackCounts'] }) {
  const { comments, approvals, changesWanted } = counts;
  if (comments + approvals + changesWanted === 0) return null;
  return (
    <span className={classes.mark} role="img" aria-label={formatList(feedbackWords(counts))}>
      {approvals > 0 && <Check size={12} className={classes.approved} />}
      {changesWanted > 0 && <PencilLine size={12} className={classes.changes} />}
      {comments > 0 && (
        <>
          <MessageSquare size={12} />
          {formatCount(comments)}
        </>
      )}
    </span>
  );
}

import { say } from '../language/say.ts';

export interface FeedbackNumbers {
  readonly approvals: number;
  readonly changesWanted: number;
  readonly comments: number;
}

/** "2 approvals", "1 comment": each number that is not zero. */
export function feedbackWords({ approvals, changesWanted, comments }: FeedbackNumbers): readonly string[] {
  return [
    ...(approvals > 0 ? [say('feedback.approvals', { count: approvals })] : []),
    ...(changesWanted > 0 ? [say('feedback.changesWanted', { count: changesWanted })] : []),
    ...(comments > 0 ? [say('feedback.comments', { count: comments })] : []),
  ];
}

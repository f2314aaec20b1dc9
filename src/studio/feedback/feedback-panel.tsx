import { ActionIcon, Button, Skeleton, Text, Title } from '@mantine/core';
import { Check, PencilLine, X } from 'lucide-react';
import { useEffect, useId, useRef } from 'react';
import { errorSentence } from '../errors/error-sentence.ts';
import { Problem } from '../errors/problem.tsx';
import { say } from '../language/say.ts';
import { useMay } from '../session/viewer.ts';
import { CommentField } from './comment-field.tsx';
import { CommentItem } from './comment-item.tsx';
import { useFeedback } from './use-feedback.ts';
import type { FeedbackQuery } from '../generated/graphql.ts';
import { Age } from '../look/age.tsx';
import classes from './feedback-panel.module.css';

export interface FeedbackPanelProps {
  readonly imageId: string;
  /** Whether the field for a new comment takes the focus when the panel appears. */
  readonly takesFocus: boolean;
  readonly onClose: () => void;
}

/** The verdicts of guests and the comments on a picture, and a field for a new comment. */
export function FeedbackPanel({ imageId, takesFocus, onClose }: FeedbackPanelProps) {
  const titleId = useId();
  const panel = useRef<HTMLElement>(null);
  const mayComment = useMay('EDITOR');
  useEffect(() => {
    if (takesFocus) panel.current?.querySelector<HTMLElement>(mayComment ? 'textarea' : '[tabindex]')?.focus();
  }, [takesFocus, mayComment]);
  const { comments, verdicts, error, retry, isLoadingMore, loadMore } = useFeedback(imageId);
  const isEmpty = comments?.length === 0 && verdicts.length === 0;
  return (
    <section ref={panel} className={classes.panel} aria-labelledby={titleId} aria-busy={!comments}>
      <div className={classes.head}>
        <Title order={2} size="h3" id={titleId}>
          {say('feedback.title')}
        </Title>
        <ActionIcon variant="subtle" color="gray" aria-label={say('feedback.close')} onClick={onClose}>
          <X size={18} aria-hidden="true" />
        </ActionIcon>
      </div>
      <div className={classes.scroller} tabIndex={0} role="group" aria-labelledby={titleId}>
        {error && !comments ? <Problem sentence={errorSentence(error)} onRetry={retry} /> : null}
        {!comments && !error && <Skeleton height={96} />}
        <VerdictList verdicts={verdicts} />
        {isEmpty && <Text c="dimmed">{say(mayComment ? 'feedback.nothing' : 'feedback.nothingToRead')}</Text>}
        <ol className={classes.comments} aria-live="polite">
          {comments?.map((comment) => (
            <li key={comment.id}>
              <CommentItem comment={comment} imageId={imageId} />
            </li>
          ))}
        </ol>
        {loadMore && (
          <Button size="xs" variant="default" loading={isLoadingMore} onClick={loadMore}>
            {say('feedback.earlier')}
          </Button>
        )}
      </div>
      {mayComment ? (
        <CommentField key={imageId} imageId={imageId} />
      ) : (
        <Text size="xs" c="dimmed">
          {say('feedback.mayRead')}
        </Text>
      )}
    </section>
  );
}

type Verdicts = Extract<NonNullable<FeedbackQuery['node']>, { __typename: 'Image' }>['verdicts'];

/** Who has approved the picture, and who wants changes. */
function VerdictList({ verdicts }: { readonly verdicts: Verdicts }) {
  if (verdicts.length === 0) return null;
  return (
    <ul className={classes.verdicts} aria-label={say('feedback.verdicts')}>
      {verdicts.map(({ guest, verdict, decidedAt }) => (
        <li key={`${guest} ${decidedAt}`} className={classes.verdict} data-verdict={verdict}>
          {verdict === 'APPROVED' ? (
            <Check size={16} aria-hidden="true" />
          ) : (
            <PencilLine size={16} aria-hidden="true" />
          )}
          <span className={classes.said} dir="auto">
            {say(verdict === 'APPROVED' ? 'feedback.approved' : 'feedback.wantsChanges', { name: guest })}
          </span>
          <span className={classes.age}>
            <Age of={decidedAt} />
          </span>
        </li>
      ))}
    </ul>
  );
}

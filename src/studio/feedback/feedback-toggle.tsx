import { Button, Tooltip } from '@mantine/core';
import { MessageSquare } from 'lucide-react';
import type { PictureFragment } from '../generated/graphql.ts';
import { shortcutWord } from '../shortcuts/shortcut-words.ts';
import { formatCount } from '../language/formats.ts';
import { say } from '../language/say.ts';
import type { FeedbackPanelState } from './use-feedback-panel.ts';
import classes from './feedback-toggle.module.css';

export interface FeedbackToggleProps {
  readonly counts: PictureFragment['feedbackCounts'];
  readonly state: FeedbackPanelState;
}

/** Opens and closes the comments, and shows how many there are. */
export function FeedbackToggle({ counts: { comments }, state }: FeedbackToggleProps) {
  return (
    <Tooltip label={say('feedback.openKey', { key: shortcutWord('comments') })}>
      <Button
        id={state.toggleId}
        size="xs"
        variant="default"
        className={classes.toggle}
        aria-label={say('feedback.open', { count: comments })}
        aria-expanded={state.isOpen}
        onClick={state.toggle}
        data-empty={comments === 0 || undefined}
        leftSection={<MessageSquare size={16} aria-hidden="true" />}
      >
        {comments > 0 && formatCount(comments)}
      </Button>
    </Tooltip>
  );
}

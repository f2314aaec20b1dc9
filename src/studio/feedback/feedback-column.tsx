import { Modal } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { say } from '../language/say.ts';
import { FeedbackPanel } from './feedback-panel.tsx';
import type { FeedbackPanelState } from './use-feedback-panel.ts';
import classes from './feedback-column.module.css';

export interface FeedbackColumnProps {
  readonly imageId: string;
  readonly state: FeedbackPanelState;
}

/** The panel with comments: beside the picture if there is room, otherwise a sheet from below. */
export function FeedbackColumn({ imageId, state }: FeedbackColumnProps) {
  const isWide = useMediaQuery('(min-width: 75em)', true, { getInitialValueInEffect: false });
  const panel = <FeedbackPanel imageId={imageId} takesFocus={isWide && state.takesFocus} onClose={state.toggle} />;
  if (isWide) {
    return (
      <div
        role="presentation"
        className={classes.side}
        data-part="feedback"
        onKeyDown={(event) => event.key === 'Escape' && state.toggle()}
      >
        {panel}
      </div>
    );
  }
  return (
    <Modal
      opened
      onClose={state.toggle}
      withCloseButton={false}
      size="100%"
      xOffset={0}
      yOffset={0}
      attributes={{ content: { 'aria-label': say('feedback.title') } }} // an `aria-label` of the Modal is not passed to its dialog element
      classNames={{ inner: classes.inner ?? '', content: classes.sheet ?? '', body: classes.below ?? '' }}
    >
      {panel}
    </Modal>
  );
}

import { Button, Group, Text, Title } from '@mantine/core';
import { ImageUp } from 'lucide-react';
import type { Drafts } from '../perform/drafts.ts';
import { ExamplesButton } from '../perform/examples/examples-button.tsx';
import { useRef } from 'react';
import { say } from '../../language/say.ts';
import { useToastsAbove } from '../../look/use-toasts-above.ts';
import classes from './stage.module.css';

export interface EmptyStageProps {
  /** NONE: nothing was made yet. UNKNOWN: the address names a picture that is not here. */
  readonly reason: 'LOADING' | 'FAILED' | 'UNKNOWN' | 'NONE';
  /** Null for who may not. */
  readonly onUpload: (() => void) | null;
  /** Fills in the form from an example. */
  readonly onExample: (words: Partial<Drafts['prompt']>) => void;
}

/** The place of the picture while there is none: what to do next. */
export function EmptyStage({ reason, onUpload, onExample }: EmptyStageProps) {
  const place = useRef<HTMLDivElement>(null);
  useToastsAbove(place, 0);
  if (reason === 'LOADING') {
    return (
      <section className={classes.stage} aria-label={say('stage.picture')} aria-busy="true">
        <div className={classes.head} />
        <div className={classes.space} />
        <div className={classes.words} />
      </section>
    );
  }
  const { title, text } = wordsFor(reason, onUpload !== null);
  return (
    <section className={classes.stage} aria-label={say('stage.picture')} data-empty>
      <div className={classes.head} />
      <div ref={place} className={classes.space}>
        <div className={classes.message}>
          <ImageUp size={28} aria-hidden="true" />
          <Title order={2} size="h3">
            {title}
          </Title>
          <Text c="dimmed" maw={360}>
            {text}
          </Text>
          {reason === 'NONE' && onUpload && (
            <Group gap="xs" justify="center" mt="xs">
              <Button
                variant="default"
                size="xs"
                leftSection={<ImageUp size={14} aria-hidden="true" />}
                onClick={onUpload}
              >
                {say('stage.uploadPhoto')}
              </Button>
              <ExamplesButton label={say('stage.startExample')} onPick={onExample} />
            </Group>
          )}
        </div>
      </div>
    </section>
  );
}

function wordsFor(reason: Exclude<EmptyStageProps['reason'], 'LOADING'>, mayUpload: boolean) {
  switch (reason) {
    case 'FAILED':
      return { title: say('stage.notLoaded'), text: say('stage.tryOnSheet') };
    case 'UNKNOWN':
      return {
        title: say('stage.notHere'),
        text: say('stage.chooseOnSheet'),
      };
    case 'NONE':
      return {
        title: say('stage.noPicture'),
        text: say(mayUpload ? 'stage.describeOne' : 'stage.appearHere'),
      };
  }
}

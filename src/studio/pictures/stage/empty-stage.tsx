import { Button, Group, Text, Title } from '@mantine/core';
import { ImageUp } from 'lucide-react';
import type { Drafts } from '../perform/drafts.ts';
import { ExamplesButton } from '../perform/examples/examples-button.tsx';
import { useRef } from 'react';
import { useToastsAbove } from '../../look/use-toasts-above.ts';
import classes from './stage.module.css';

export interface EmptyStageProps {
  /** NONE: nothing was made yet. UNKNOWN: the address names a picture that is not here. */
  readonly reason: 'LOADING' | 'FAILED' | 'UNKNOWN' | 'NONE';
  /** Null for who may not. */
  readonly onUpload: (() => void) | null;
  /** Puts the words of an example into the form. */
  readonly onExample: (words: Partial<Drafts['prompt']>) => void;
}

/** The place of the picture while there is none: what to do next. */
export function EmptyStage({ reason, onUpload, onExample }: EmptyStageProps) {
  const place = useRef<HTMLDivElement>(null);
  useToastsAbove(place, 0);
  if (reason === 'LOADING') {
    return (
      <section className={classes.stage} aria-label="Picture" aria-busy="true">
        <div className={classes.head} />
        <div className={classes.space} />
        <div className={classes.words} />
      </section>
    );
  }
  const { title, text } = wordsFor(reason, onUpload !== null);
  return (
    <section className={classes.stage} aria-label="Picture" data-empty>
      <div className={classes.head} />
      <div ref={place} className={classes.space}>
        <div className={classes.told}>
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
                Upload a photo
              </Button>
              <ExamplesButton label="Start from an example" onPick={onExample} />
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
      return { title: 'The pictures could not be loaded', text: 'They are safe. Try again on the contact sheet.' };
    case 'UNKNOWN':
      return {
        title: 'This picture is not here',
        text: 'The address is not complete, or the picture is of another project. Choose one on the contact sheet.',
      };
    case 'NONE':
      return {
        title: 'No picture yet',
        text: mayUpload
          ? 'Describe one and perform a Prompt, or drop a photo of your product anywhere on this page.'
          : 'Pictures appear here the moment they are made, whoever makes them.',
      };
  }
}

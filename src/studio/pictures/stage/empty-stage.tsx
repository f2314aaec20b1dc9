import { Button, Skeleton, Text, Title } from '@mantine/core';
import { ImageUp } from 'lucide-react';
import classes from './stage.module.css';

export interface EmptyStageProps {
  readonly isLoading: boolean;
  /** The address names a picture that is not here. */
  readonly isUnknown: boolean;
  /** Null for who may not. */
  readonly onUpload: (() => void) | null;
}

/** The place of the picture while there is none: what to do next. */
export function EmptyStage({ isLoading, isUnknown, onUpload }: EmptyStageProps) {
  if (isLoading) {
    return (
      <section className={classes.stage} aria-label="Picture" aria-busy="true">
        <div className={classes.head}>
          <Skeleton height={24} width={160} />
        </div>
        <Skeleton className={classes.space} />
      </section>
    );
  }
  return (
    <section className={classes.stage} aria-label="Picture">
      <div className={classes.head} />
      <div className={classes.space}>
        <div className={classes.told}>
          <ImageUp size={28} aria-hidden="true" />
          <Title order={2} size="h3">
            {isUnknown ? 'This picture is not here' : 'No picture yet'}
          </Title>
          <Text c="dimmed" maw={360}>
            {isUnknown
              ? 'The address is not complete, or the picture is of another project. Choose one on the contact sheet.'
              : onUpload
                ? 'Describe one and perform a Prompt, or drop a photo of your product anywhere on this page.'
                : 'Pictures appear here the moment they are made, whoever makes them.'}
          </Text>
          {onUpload && (
            <Button variant="default" size="xs" mt="xs" onClick={onUpload}>
              Upload a photo
            </Button>
          )}
        </div>
      </div>
    </section>
  );
}

import { Alert, Button, Group, Text } from '@mantine/core';
import { CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { say } from '../language/say.ts';
import type { Sentence } from './error-sentence.ts';
import classes from './problem.module.css';

export interface ProblemProps {
  readonly sentence: Sentence;
  /** Amber for what was refused by a rule, red for what failed. */
  readonly tone?: 'refusal' | 'failure';
  readonly onRetry?: () => void;
  /** Another way out, such as a link. */
  readonly children?: ReactNode;
}

/** Says what did not happen, and offers the way out. */
export function Problem({ sentence, tone = 'failure', onRetry, children }: ProblemProps) {
  return (
    <Alert
      role="alert"
      className={classes.problem}
      data-tone={tone}
      icon={<CircleAlert size={18} aria-hidden="true" />}
    >
      <Text fw={600}>{sentence.title}</Text>
      <Text>{sentence.detail}</Text>
      {(onRetry ?? children) && (
        <Group gap="xs" mt="xs">
          {onRetry && (
            <Button size="xs" variant="default" onClick={onRetry}>
              {say('errors.tryAgain')}
            </Button>
          )}
          {children}
        </Group>
      )}
    </Alert>
  );
}

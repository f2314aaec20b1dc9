import { Button, CopyButton, Group, Stack, Text } from '@mantine/core';
import { Check, Copy } from 'lucide-react';
import { say } from '../language/say.ts';
import classes from './shown-once.module.css';

export interface ShownOnceProps {
  readonly secret: string;
  /** The text that the button copies. */
  readonly name: 'key' | 'link' | 'secret';
  /** What to do with it, and what its owner may do. */
  readonly advice: string;
  readonly onDone: () => void;
}

/** A secret that was just made. The server does not hand it out again. */
export function ShownOnce({ secret, name, advice, onDone }: ShownOnceProps) {
  return (
    <Stack gap="md">
      <Text>{say('look.shownOnce', { advice })}</Text>
      <code className={classes.secret} data-testid="secret">
        {secret}
      </code>
      <Group justify="flex-end" gap="xs">
        <CopyButton value={secret} timeout={4_000}>
          {({ copied, copy }) => (
            <Button
              onClick={copy}
              data-autofocus
              leftSection={copied ? <Check size={16} aria-hidden="true" /> : <Copy size={16} aria-hidden="true" />}
            >
              {copied ? say('look.copied') : say('look.copyThe', { what: name })}
            </Button>
          )}
        </CopyButton>
        <Button variant="default" onClick={onDone}>
          {say('look.haveIt')}
        </Button>
      </Group>
    </Stack>
  );
}

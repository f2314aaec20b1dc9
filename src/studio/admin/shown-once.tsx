import { Button, CopyButton, Group, Stack, Text } from '@mantine/core';
import { Check, Copy } from 'lucide-react';
import classes from './shown-once.module.css';

export interface ShownOnceProps {
  readonly secret: string;
  /** As the button that copies it calls it. */
  readonly name: string;
  /** What to do with it, and what its owner may do. */
  readonly advice: string;
  readonly onDone: () => void;
}

/** A secret that was just made. The server does not hand it out again. */
export function ShownOnce({ secret, name, advice, onDone }: ShownOnceProps) {
  return (
    <Stack gap="md">
      <Text>This is the only time that it is shown. {advice}</Text>
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
              {copied ? 'Copied' : `Copy the ${name}`}
            </Button>
          )}
        </CopyButton>
        <Button variant="default" onClick={onDone}>
          I have it
        </Button>
      </Group>
    </Stack>
  );
}

import { Alert, Button, Checkbox, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { say } from '../language/say.ts';
import { Doorway } from './doorway.tsx';
import { useSession } from './session-context.ts';

/** The page of a one-time sign-in link. Only its button uses the link, not opening the page. */
export function LinkPage({ secret }: { secret: string }) {
  const session = useSession();
  const [isKept, setKept] = useState(true);
  const [isAsking, setAsking] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const enter = async () => {
    setAsking(true);
    setProblem(null);
    await session.signInByLink(secret, isKept).catch((error: unknown) => {
      setProblem(error instanceof Error ? error.message : String(error));
      setAsking(false);
    });
  };
  return (
    <Doorway title={say('session.linkTitle')}>
      <Text c="dimmed">{say('session.linkOnce')}</Text>
      {problem !== null && (
        <Alert color="red" title={say('session.notSignedIn')}>
          {problem}
        </Alert>
      )}
      <Stack gap="md">
        <Checkbox
          label={say('session.keepOnDevice')}
          description={say('session.otherwiseLink')}
          checked={isKept}
          onChange={(event) => setKept(event.currentTarget.checked)}
        />
        <Button fullWidth loading={isAsking} onClick={() => void enter()} data-autofocus autoFocus>
          {say('session.signIn')}
        </Button>
      </Stack>
    </Doorway>
  );
}

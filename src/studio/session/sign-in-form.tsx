import { Button, Checkbox, PasswordInput, Stack, Text } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { isUnauthenticated } from '../errors/error-code.ts';
import { errorSentence } from '../errors/error-sentence.ts';
import { useSession } from './session-context.ts';

/** One field, one button. The key is asked about before it is kept anywhere. */
export function SignInForm() {
  const session = useSession();
  const [secret, setSecret] = useState('');
  const [isKept, setKept] = useState(false);
  const [isAsking, setAsking] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  const signIn = async () => {
    const typed = secret.trim();
    if (typed === '') return setProblem('Paste your key here first.');
    setAsking(true);
    setProblem(null);
    await session.signIn({ secret: typed, isKept, company: null }).catch((error: unknown) => {
      setProblem(wordsFor(error));
      setAsking(false);
    });
  };

  return (
    <form
      noValidate
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        void signIn();
      }}
    >
      <Stack gap="md">
        <PasswordInput
          label="Key"
          placeholder="dkr_…"
          description="It begins with dkr_ and stays on this device."
          value={secret}
          onChange={(event) => setSecret(event.currentTarget.value)}
          error={problem}
          autoComplete="off"
          spellCheck={false}
          data-autofocus
          autoFocus
        />
        <Checkbox
          label="Keep me signed in on this device"
          description="Otherwise the key is forgotten when your last tab is closed."
          checked={isKept}
          onChange={(event) => setKept(event.currentTarget.checked)}
        />
        <Button type="submit" loading={isAsking} fullWidth>
          Sign in
        </Button>
        <Text size="xs" c="dimmed">
          The first key also lies in the file first-api-key of the server's data folder. Admins make further keys.
        </Text>
      </Stack>
    </form>
  );
}

function wordsFor(error: unknown): string {
  if (isUnauthenticated(error)) return 'This key is not known here. Is it complete? It may also have been revoked.';
  const { title, detail } = errorSentence(error);
  return `${title} ${detail}`;
}

import { Button, Checkbox, PasswordInput, Stack, Text } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { isUnauthenticated } from '../errors/error-code.ts';
import { errorSentence } from '../errors/error-sentence.ts';
import { say } from '../language/say.ts';
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
    if (typed === '') return setProblem(say('session.pasteFirst'));
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
          label={say('session.key')}
          placeholder="dkr_…"
          visibilityToggleButtonProps={{ 'aria-label': say('session.showKey') }}
          description={say('session.keyStays')}
          value={secret}
          onChange={(event) => setSecret(event.currentTarget.value)}
          error={problem}
          autoComplete="off"
          spellCheck={false}
          data-autofocus
          autoFocus
        />
        <Checkbox
          label={say('session.keepOnDevice')}
          description={say('session.otherwiseKey')}
          checked={isKept}
          onChange={(event) => setKept(event.currentTarget.checked)}
        />
        <Button type="submit" loading={isAsking} fullWidth>
          {say('session.signIn')}
        </Button>
        <Text size="xs" c="dimmed">
          {say('session.firstKey')}{' '}
        </Text>
      </Stack>
    </form>
  );
}

function wordsFor(error: unknown): string {
  if (isUnauthenticated(error)) return say('session.unknownKey');
  const { title, detail } = errorSentence(error);
  return `${title} ${detail}`;
}

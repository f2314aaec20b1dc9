import { Text } from '@mantine/core';
import { Doorway } from './doorway.tsx';
import { SignInForm } from './sign-in-form.tsx';

export function SignInPage() {
  return (
    <Doorway title="Sign in to your studio">
      <Text c="dimmed">
        Paste your key, or open the link that Darkroom printed when it was started for the first time.
      </Text>
      <SignInForm />
    </Doorway>
  );
}

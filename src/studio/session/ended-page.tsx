import { Text } from '@mantine/core';
import { Doorway } from './doorway.tsx';
import { SignInForm } from './sign-in-form.tsx';

/** The key was revoked, has ended, or was never known. */
export function EndedPage() {
  return (
    <Doorway title="Your key has ended">
      <Text c="dimmed">
        The server does not take it any more: it was revoked, has expired, or is not known here. It has been removed
        from this device. Nothing that you made is lost. Ask an admin of your workspace for a new key, and go on with it
        here.
      </Text>
      <SignInForm />
    </Doorway>
  );
}

import { Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { Mark } from '../look/mark.tsx';
import { usePageTitle } from '../look/use-page-title.ts';
import classes from './doorway.module.css';
import { SignInForm } from './sign-in-form.tsx';

/** The frame of what is shown to somebody who is not signed in. */
export function Doorway({ title, children }: { title: string; children: ReactNode }) {
  usePageTitle(title);
  return (
    <main className={classes.doorway}>
      <section className={classes.card} aria-labelledby="doorway-title">
        <div className={classes.brand}>
          <Mark size={28} />
          <span>Darkroom</span>
        </div>
        <Title order={1} id="doorway-title" size="h2">
          {title}
        </Title>
        {children}
      </section>
    </main>
  );
}

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

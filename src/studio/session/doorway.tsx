import { Alert, Button, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { Mark } from '../look/mark.tsx';
import { usePageTitle } from '../look/use-page-title.ts';
import { CompanyButton } from './company-button.tsx';
import classes from './doorway.module.css';
import { SignInForm } from './sign-in-form.tsx';
import { useCompanyProvider } from './use-company-provider.ts';

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

/** Whoever has no link signs in at the company where it has a provider, and else with a key. */
export function SignInPage({ problem }: { problem: string | null }) {
  const provider = useCompanyProvider();
  if (provider === undefined) return null;
  return (
    <Doorway title="Sign in to your studio">
      {problem !== null && (
        <Alert color="red" title="You are not signed in">
          {problem}
        </Alert>
      )}
      {provider === null ? (
        <>
          <Text c="dimmed">
            Paste your key, or open the link that Darkroom printed when it was started for the first time.
          </Text>
          <SignInForm />
        </>
      ) : (
        <>
          <Text c="dimmed">Were you sent a link? Open it: it signs you in.</Text>
          <CompanyButton provider={provider} />
          <KeyInstead />
        </>
      )}
    </Doorway>
  );
}

/** The credential was revoked, has ended, or was never known. */
export function EndedPage({ wasOfCompany }: { wasOfCompany: boolean }) {
  const provider = useCompanyProvider();
  if (provider === undefined) return null;
  if (wasOfCompany && provider !== null) {
    return (
      <Doorway title="Your sign-in has ended">
        <Text c="dimmed">Nothing that you made is lost. Sign in again, and go on where you were.</Text>
        <CompanyButton provider={provider} />
      </Doorway>
    );
  }
  return (
    <Doorway title="Your key has ended">
      <Text c="dimmed">
        The server does not take it any more: it was revoked, has expired, or is not known here. It has been removed
        from this device. Nothing that you made is lost. Ask an admin of your workspace for a new key, and go on with it
        here.
      </Text>
      {provider !== null && <CompanyButton provider={provider} />}
      <SignInForm />
    </Doorway>
  );
}

function KeyInstead() {
  const [isShown, { open }] = useDisclosure(false);
  if (isShown) return <SignInForm />;
  return (
    <Button variant="subtle" color="gray" onClick={open}>
      I have a key
    </Button>
  );
}

import { Alert, Button, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { LanguageMenu } from '../look/language-menu.tsx';
import { say } from '../language/say.ts';
import { Mark } from '../look/mark.tsx';
import { usePageTitle } from '../look/use-page-title.ts';
import { CompanyButton } from './company-button.tsx';
import classes from './doorway.module.css';
import { SignInForm } from './sign-in-form.tsx';
import { useCompanyProvider } from './company-sign-in.ts';

/** The frame of what is shown to somebody who is not signed in. */
export function Doorway({ title, children }: { title: string; children: ReactNode }) {
  usePageTitle(title);
  return (
    <main className={classes.doorway}>
      <section className={classes.card} aria-labelledby="doorway-title">
        <div className={classes.brand}>
          <Mark size={28} />
          <span>Darkroom</span>
          <div className={classes.language}>
            <LanguageMenu />
          </div>
        </div>
        <Title order={1} id="doorway-title" size="h2">
          {title}
        </Title>
        {children}
      </section>
    </main>
  );
}

/** The sign-in page: with the company's OpenID provider if one is configured, otherwise with a key. */
export function SignInPage({ problem }: { problem: string | null }) {
  const provider = useCompanyProvider();
  if (provider === undefined) return null;
  return (
    <Doorway title={say('session.signInTitle')}>
      {problem !== null && (
        <Alert color="red" title={say('session.notSignedIn')}>
          {problem}
        </Alert>
      )}
      {provider === null ? (
        <>
          <Text c="dimmed">{say('session.pasteKey')} </Text>
          <SignInForm />
        </>
      ) : (
        <>
          <Text c="dimmed">{say('session.sentLink')}</Text>
          <CompanyButton provider={provider} />
          <KeyInstead />
        </>
      )}
    </Doorway>
  );
}

/** Shown if the credential was revoked, has expired or is unknown. */
export function EndedPage({ wasOfCompany }: { wasOfCompany: boolean }) {
  const provider = useCompanyProvider();
  if (provider === undefined) return null;
  if (wasOfCompany && provider !== null) {
    return (
      <Doorway title={say('session.signInEnded')}>
        <Text c="dimmed">{say('session.signInAgain')}</Text>
        <CompanyButton provider={provider} />
      </Doorway>
    );
  }
  return (
    <Doorway title={say('session.keyEnded')}>
      <Text c="dimmed">{say('session.keyRemoved')} </Text>
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
      {say('session.haveKey')}
    </Button>
  );
}

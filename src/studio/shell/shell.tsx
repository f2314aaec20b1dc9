import { AppShell } from '@mantine/core';
import { useRef, useState } from 'react';
import { useLocation } from 'wouter';
import { Pages } from '../navigation/pages.tsx';
import { useFocusOnNewPage } from '../navigation/use-focus-on-new-page.ts';
import { ConnectionNotice } from './connection-notice.tsx';
import { Header } from './header.tsx';
import { Rail } from './rail.tsx';
import classes from './shell.module.css';

/** What stays around every page: the header, the rail with the projects, and the word on the connection. */
export function Shell() {
  const [address] = useLocation();
  const [railOpenAt, setRailOpenAt] = useState<string | null>(null);
  const isRailOpen = railOpenAt === address; // going somewhere closes it
  const content = useRef<HTMLElement>(null);
  useFocusOnNewPage(content);
  return (
    <AppShell
      header={{ height: 56 }}
      navbar={{ width: 264, breakpoint: 'sm', collapsed: { mobile: !isRailOpen } }}
      className={classes.shell}
    >
      <a href="#content" className={classes.skip}>
        Skip to the content
      </a>
      <AppShell.Header>
        <Header isRailOpen={isRailOpen} toggleRail={() => setRailOpenAt(isRailOpen ? null : address)} />
      </AppShell.Header>
      <AppShell.Navbar aria-label="Projects and more">
        <Rail />
      </AppShell.Navbar>
      <AppShell.Main ref={content} id="content" tabIndex={-1} className={classes.content}>
        <Pages />
      </AppShell.Main>
      <ConnectionNotice />
    </AppShell>
  );
}

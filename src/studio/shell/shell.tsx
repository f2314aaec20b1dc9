import { AppShell } from '@mantine/core';
import { useElementSize, useMediaQuery } from '@mantine/hooks';
import { type RefObject, Suspense, useEffect, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import { useShortcut, useShortcutListener } from '../shortcuts/use-shortcuts.ts';
import { say } from '../language/say.ts';
import { lazily } from '../navigation/lazily.ts';
import { Pages } from './pages.tsx';
import { ConnectionNotice } from './connection-notice.tsx';
import { FoldedRail, useFoldedRail } from './folded-rail.tsx';
import { Header } from './header.tsx';
import { HeaderSlot } from '../navigation/page-frame.tsx';
import { Rail } from './rail.tsx';
import { useFocusReturn } from './use-focus-return.ts';
import classes from './shell.module.css';

const Palette = lazily(async () => (await import('../palette/palette.tsx')).Palette);
const ShortcutsDialog = lazily(async () => (await import('../shortcuts/shortcuts-dialog.tsx')).ShortcutsDialog);

/** The height of the header without the notice of the connection. */
const BAR_PX = 48;

/** What stays around every page: the header, the rail with the projects, and the word on the connection. */
export function Shell() {
  const [address] = useLocation();
  const [railOpenAt, setRailOpenAt] = useState<string | null>(null);
  const isRailOpen = railOpenAt === address; // going somewhere closes it
  const isWide = useMediaQuery('(min-width: 48em)', true, { getInitialValueInEffect: false });
  const [isFolded, toggleFolded] = useFoldedRail();
  const hasNoticeLine = useMediaQuery('(max-width: 62em)', false, { getInitialValueInEffect: false });
  const { ref: notice, height: noticePx } = useElementSize<HTMLDivElement>();
  const isMarks = isWide && isFolded;
  const [slot, setSlot] = useState<HTMLElement | null>(null);
  const content = useRef<HTMLElement>(null);
  useFocusOnNewPage(content);
  useFocusReturn();
  useShortcutListener();
  const [over, setOver] = useState<'palette' | 'keys' | null>(null);
  useShortcut('palette', () => setOver('palette'));
  useShortcut('keys', () => setOver('keys'));
  return (
    <AppShell
      header={{ height: BAR_PX + (hasNoticeLine ? noticePx : 0) }}
      navbar={{ width: isMarks ? 48 : 264, breakpoint: 'sm', collapsed: { mobile: !isRailOpen } }}
      transitionDuration={0}
      className={classes.shell}
    >
      <a href="#content" className={classes.skip}>
        {say('shell.skip')}
      </a>
      <AppShell.Header>
        <Header
          slot={setSlot}
          isWide={isWide}
          isRailOpen={isRailOpen}
          toggleRail={() => setRailOpenAt(isRailOpen ? null : address)}
          onFind={() => setOver('palette')}
          onKeys={() => setOver('keys')}
        />
      </AppShell.Header>
      <AppShell.Navbar
        aria-label={say('shell.places')}
        className={classes.rail}
        data-closed={(!isWide && !isRailOpen) || undefined}
      >
        {isMarks ? <FoldedRail onOpen={toggleFolded} /> : <Rail onFold={isWide ? toggleFolded : null} />}
      </AppShell.Navbar>
      <AppShell.Main ref={content} id="content" tabIndex={-1} className={classes.content}>
        <HeaderSlot value={slot}>
          <Pages />
        </HeaderSlot>
      </AppShell.Main>
      <ConnectionNotice ref={notice} />
      <Suspense>
        {over === 'palette' && <Palette onClose={() => setOver(null)} />}
        {over === 'keys' && <ShortcutsDialog onClose={() => setOver(null)} />}
      </Suspense>
    </AppShell>
  );
}

/** Moves the focus to the content when the address changes, so that screen readers and the Tab key continue there. */
function useFocusOnNewPage(content: RefObject<HTMLElement | null>): void {
  const [address] = useLocation();
  const last = useRef(address);
  useEffect(() => {
    if (last.current === address) return;
    last.current = address;
    content.current?.focus({ preventScroll: true });
    scrollTo({ top: 0 });
  }, [address, content]);
}

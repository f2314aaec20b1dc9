import { ActionIcon, Burger, Group, Text, Tooltip } from '@mantine/core';
import { Search } from 'lucide-react';
import { Link } from 'wouter';
import { shortcutWord } from '../shortcuts/shortcut-words.ts';
import { LanguageMenu } from '../look/language-menu.tsx';
import { say } from '../language/say.ts';
import { Mark } from '../look/mark.tsx';
import { paths } from '../navigation/paths.ts';
import { useViewer } from '../session/viewer.ts';
import { AccountMenu } from './account-menu.tsx';
import { ConnectionBadge } from './connection-badge.tsx';
import { ThemeMenu } from './theme-menu.tsx';
import classes from './header.module.css';

export interface HeaderProps {
  /** Told of the place where the page puts what it is about. */
  readonly slot: (element: HTMLElement | null) => void;
  /** Whether there is room for the language menu, which is otherwise part of the account menu. */
  readonly isWide: boolean;
  readonly isRailOpen: boolean;
  readonly toggleRail: () => void;
  readonly onFind: () => void;
  readonly onKeys: () => void;
}

export function Header({ slot, isWide, isRailOpen, toggleRail, onFind, onKeys }: HeaderProps) {
  const viewer = useViewer();
  return (
    <Group h={48} px="md" justify="space-between" wrap="nowrap">
      <Group gap="sm" wrap="nowrap" miw={0} className={classes.start}>
        <Burger
          opened={isRailOpen}
          onClick={toggleRail}
          hiddenFrom="sm"
          size="sm"
          aria-label={say(isRailOpen ? 'shell.closeMenu' : 'shell.openMenu')}
          aria-expanded={isRailOpen}
        />
        <Link href={paths.projects} className={classes.brand} aria-label="Darkroom">
          <Mark />
          <span className={classes.name}>Darkroom</span>
        </Link>
        <Text c="dimmed" truncate className={classes.workspace}>
          {viewer?.workspace.name}
        </Text>
      </Group>
      <div ref={slot} className={classes.slot} />
      <Group gap="xs" wrap="nowrap">
        <ConnectionBadge />
        <Tooltip label={say('shell.withKey', { label: say('shell.find'), key: shortcutWord('palette') })}>
          <ActionIcon variant="subtle" color="gray" size="lg" aria-label={say('shell.find')} onClick={onFind}>
            <Search size={18} aria-hidden="true" />
          </ActionIcon>
        </Tooltip>
        {isWide && <LanguageMenu />}
        <ThemeMenu />
        <AccountMenu onKeys={onKeys} hasLanguages={!isWide} />
      </Group>
    </Group>
  );
}

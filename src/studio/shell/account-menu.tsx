import { Menu, Text } from '@mantine/core';
import { Bell, Keyboard, LogOut, MonitorCheck, SquareTerminal, UserRound } from 'lucide-react';
import { Link } from 'wouter';
import { OwnCapWords } from '../credits/own-cap.tsx';
import { KeyMarks } from '../shortcuts/key-marks.tsx';
import { shortcutOf } from '../shortcuts/shortcut-table.ts';
import { LanguageItems } from '../look/language-menu.tsx';
import { say } from '../language/say.ts';
import { IconMenu } from '../look/icon-menu.tsx';
import { paths } from '../navigation/paths.ts';
import { useSession } from '../session/session-context.ts';
import { useViewer } from '../session/viewer.ts';

export interface AccountMenuProps {
  readonly onKeys: () => void;
  /** Whether the languages are part of this menu, because the header has no room for a menu of them. */
  readonly hasLanguages: boolean;
}

export function AccountMenu({ onKeys, hasLanguages }: AccountMenuProps) {
  const session = useSession();
  const viewer = useViewer();
  return (
    <IconMenu label={say('shell.you')} icon={UserRound} widthPx={240}>
      {viewer && (
        <>
          <Text px="sm" pt="xs" fw={600} truncate>
            {viewer.name}
          </Text>
          <Text px="sm" size="xs" c="dimmed" truncate>
            {viewer.workspace.name}
          </Text>
          <Text px="sm" pb="xs" size="xs" c="dimmed">
            {say('shell.role', { role: viewer.role })}
          </Text>
          <OwnCapWords />
          <Menu.Divider />
        </>
      )}
      <Menu.Item component={Link} href={paths.alerts} leftSection={<Bell size={16} aria-hidden="true" />}>
        {say('shell.alerts')}
      </Menu.Item>
      <Menu.Item
        leftSection={<Keyboard size={16} aria-hidden="true" />}
        rightSection={<KeyMarks strokes={shortcutOf('keys').strokes} />}
        onClick={onKeys}
      >
        {say('shell.keys')}
      </Menu.Item>
      <Menu.Item component="a" href="/graphiql" leftSection={<SquareTerminal size={16} aria-hidden="true" />}>
        {say('shell.openApi')}
      </Menu.Item>
      {hasLanguages && (
        <>
          <Menu.Divider />
          <Menu.Label>{say('shell.language')}</Menu.Label>
          <LanguageItems />
          <Menu.Divider />
        </>
      )}
      {!session.isKept() && !session.isOfCompany() && (
        <Menu.Item leftSection={<MonitorCheck size={16} aria-hidden="true" />} onClick={() => session.keep()}>
          {say('shell.keepSignedIn')}
        </Menu.Item>
      )}
      <Menu.Item leftSection={<LogOut size={16} aria-hidden="true" />} onClick={() => session.signOut()}>
        {say('shell.signOut')}
      </Menu.Item>
    </IconMenu>
  );
}

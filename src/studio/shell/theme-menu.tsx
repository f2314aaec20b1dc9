import { type MantineColorScheme, Menu, useMantineColorScheme } from '@mantine/core';
import { Monitor, Moon, Sun } from 'lucide-react';
import type { LabelKey } from '../language/messages/message-types.ts';
import { say } from '../language/say.ts';
import { IconMenu } from '../look/icon-menu.tsx';

const SCHEMES = [
  { scheme: 'light', label: 'shell.light', Icon: Sun },
  { scheme: 'dark', label: 'shell.dark', Icon: Moon },
  { scheme: 'auto', label: 'shell.asDevice', Icon: Monitor },
] as const satisfies { scheme: MantineColorScheme; label: LabelKey; Icon: typeof Sun }[];

export function ThemeMenu() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const Chosen = SCHEMES.find(({ scheme }) => scheme === colorScheme)?.Icon ?? Monitor;
  return (
    <IconMenu label={say('shell.theme')} icon={Chosen} widthPx={180}>
      {SCHEMES.map(({ scheme, label, Icon }) => (
        <Menu.RadioItem
          key={scheme}
          value={scheme}
          checked={scheme === colorScheme}
          closeMenuOnClick
          rightSection={<Icon size={16} aria-hidden="true" />}
          onChange={() => setColorScheme(scheme)}
        >
          {say(label)}
        </Menu.RadioItem>
      ))}
    </IconMenu>
  );
}

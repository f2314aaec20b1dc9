import { ActionIcon, type MantineColorScheme, Menu, useMantineColorScheme } from '@mantine/core';
import { Monitor, Moon, Sun } from 'lucide-react';
import type { LabelKey } from '../language/message-types.ts';
import { say } from '../language/say.ts';

const SCHEMES = [
  { scheme: 'light', label: 'shell.light', Icon: Sun },
  { scheme: 'dark', label: 'shell.dark', Icon: Moon },
  { scheme: 'auto', label: 'shell.asDevice', Icon: Monitor },
] as const satisfies { scheme: MantineColorScheme; label: LabelKey; Icon: typeof Sun }[];

export function ThemeMenu() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const Chosen = SCHEMES.find(({ scheme }) => scheme === colorScheme)?.Icon ?? Monitor;
  return (
    <Menu position="bottom-end" width={180}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size="lg" aria-label={say('shell.theme')}>
          <Chosen size={18} aria-hidden="true" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
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
      </Menu.Dropdown>
    </Menu>
  );
}

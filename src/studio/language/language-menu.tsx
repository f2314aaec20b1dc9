import { ActionIcon, Menu } from '@mantine/core';
import { Languages } from 'lucide-react';
import { LanguageItems } from './language-items.tsx';
import { say } from './say.ts';

export function LanguageMenu() {
  return (
    <Menu position="bottom-end" width={180}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size="lg" aria-label={say('shell.language')}>
          <Languages size={18} aria-hidden="true" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <LanguageItems />
      </Menu.Dropdown>
    </Menu>
  );
}

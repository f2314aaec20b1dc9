import { ActionIcon, Menu } from '@mantine/core';
import { Languages } from 'lucide-react';
import { say } from './say.ts';
import { chooseLanguage, useLanguage } from './language.ts';
import { LANGUAGES } from './languages.ts';

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

/** The languages of the page, as items of a menu. */
export function LanguageItems() {
  const spoken = useLanguage();
  return Object.values(LANGUAGES).map(({ code, name }) => (
    <Menu.RadioItem
      key={code}
      lang={code}
      value={code}
      checked={code === spoken.code}
      closeMenuOnClick
      onChange={() => void chooseLanguage(code)}
    >
      {name}
    </Menu.RadioItem>
  ));
}

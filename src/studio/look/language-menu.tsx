import { Menu } from '@mantine/core';
import { Languages } from 'lucide-react';
import { chooseLanguage, useLanguage } from '../language/language.ts';
import { LANGUAGES } from '../language/languages.ts';
import { say } from '../language/say.ts';
import { IconMenu } from './icon-menu.tsx';

export function LanguageMenu() {
  return (
    <IconMenu label={say('shell.language')} icon={Languages} widthPx={180}>
      <LanguageItems />
    </IconMenu>
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

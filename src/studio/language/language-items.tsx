import { Menu } from '@mantine/core';
import { chooseLanguage } from './language.ts';
import { LANGUAGES } from './languages.ts';
import { useLanguage } from './use-language.ts';

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

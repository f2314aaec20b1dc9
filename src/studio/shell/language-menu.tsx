import { ActionIcon, Menu } from '@mantine/core';
import { Check, Languages } from 'lucide-react';
import { chooseLanguage } from '../language/language.ts';
import { LANGUAGES } from '../language/languages.ts';
import { say } from '../language/say.ts';
import { useLanguage } from '../language/use-language.ts';

export function LanguageMenu() {
  const spoken = useLanguage();
  return (
    <Menu position="bottom-end" width={180}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size="lg" aria-label={say('shell.language')}>
          <Languages size={18} aria-hidden="true" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {Object.values(LANGUAGES).map(({ code, name }) => (
          <Menu.Item
            key={code}
            lang={code}
            role="menuitemradio"
            aria-checked={code === spoken.code}
            rightSection={code === spoken.code && <Check size={16} aria-hidden="true" />}
            onClick={() => void chooseLanguage(code)}
          >
            {name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

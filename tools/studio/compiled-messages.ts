import { type MessageFormatElement, parse } from '@formatjs/icu-messageformat-parser';
import { stripTypeScriptTypes } from 'node:module';
import type { Plugin } from 'vite';

const FILE = /\/language\/messages\/[a-z]+\/[a-z-]+\.ts$/;
const NAME = /^export const (\w+) = \{/gm;

/**
 * Parses the messages of the page's catalogs, so that the parser is not sent to the browser. A message without arguments
 * stays a text.
 */
export function compiledMessages(): Plugin {
  return {
    name: 'compiled-messages',
    enforce: 'pre',
    async transform(code, id) {
      if (!FILE.test(id)) return;
      const [name, ...others] = [...code.matchAll(NAME)].map((match) => match[1] ?? '');
      if (name === undefined || others.length > 0) throw new Error(`${id} must export one object of messages.`);
      if (/^import \{/m.test(code)) return; // the file that combines the others of its language
      const script = `data:text/javascript,${encodeURIComponent(stripTypeScriptTypes(code))}`;
      const messages: Record<string, string> = (await import(script))[name];
      const compiled = Object.entries(messages).map(([key, message]) => [key, compile(message, `${id}: ${key}`)]);
      return { code: `export const ${name} = ${JSON.stringify(Object.fromEntries(compiled))};`, map: null };
    },
  };
}

function compile(message: string, place: string): string | MessageFormatElement[] {
  try {
    return /[{<']/.test(message) ? parse(message, { shouldParseSkeletons: true }) : message;
  } catch (error) {
    throw new Error(`${place} is not a valid ICU message: ${message}`, { cause: error });
  }
}

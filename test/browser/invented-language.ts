import { type MessageFormatElement, parse, TYPE } from '@formatjs/icu-messageformat-parser';
import type { Page } from 'playwright-core';
import { english } from '../../src/studio/language/messages/en/english.ts';

/** Replacements of the letters a to z. None is an English letter, so that text outside the catalogs is detected. */
const LETTERS = {
  ltr: 'áƀçðéƒğĥíĵķłɱñóþɋřšţúʋŵẋýž',
  rtl: 'אבגדהוזחטיכלמנסעפצקרשתםןףץ',
} as const;
export type Direction = keyof typeof LETTERS;

/** The share by which words are longer than in English. */
const LONGER = 0.4;

/** Replaces the German catalog in a browser by an invented language, made from the English texts. */
export async function speakInvented(page: Page, direction: Direction): Promise<void> {
  const messages = JSON.stringify(catalogOf(direction));
  const script = `export const direction = '${direction}'; export const messages = ${messages};`;
  await page.route(/\/assets\/german-[^/]*\.js$/, (route) =>
    route.fulfill({ contentType: 'text/javascript', body: script }),
  );
}

function catalogOf(direction: Direction): object {
  return mapValues(english, (folder) => mapValues(folder, (text) => inventedFrom(parse(text), LETTERS[direction])));
}

function mapValues<Value, Mapped>(
  from: Readonly<Record<string, Value>>,
  map: (value: Value) => Mapped,
): Record<string, Mapped> {
  return Object.fromEntries(Object.entries(from).map(([name, value]) => [name, map(value)]));
}

function inventedFrom(elements: readonly MessageFormatElement[], letters: string): MessageFormatElement[] {
  return elements.map((element) => {
    if (element.type === TYPE.literal) return { ...element, value: invented(element.value, letters) };
    if (element.type === TYPE.tag) return { ...element, children: inventedFrom(element.children, letters) };
    if (element.type !== TYPE.select && element.type !== TYPE.plural) return element;
    const options = mapValues(element.options, (option) => ({ ...option, value: inventedFrom(option.value, letters) }));
    return { ...element, options };
  });
}

function invented(text: string, letters: string): string {
  return text
    .replaceAll(/[A-Za-z]{2,}/g, (word) => word + word.slice(-Math.ceil(word.length * LONGER)).toLowerCase())
    .replaceAll(/[A-Za-z]/g, (letter) => {
      const replaced = letters[letter.toLowerCase().charCodeAt(0) - 97] ?? '';
      return letter === letter.toLowerCase() ? replaced : replaced.toUpperCase();
    })
    .replaceAll('→', letters === LETTERS.rtl ? '←' : '→');
}

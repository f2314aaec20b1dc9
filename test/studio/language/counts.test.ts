import { describe, expect, test } from '@jest/globals';
import { type MessageFormatElement, parse, TYPE } from '@formatjs/icu-messageformat-parser';
import { IntlMessageFormat } from 'intl-messageformat';
import { messages as german } from '../../../src/studio/language/messages/de/german.ts';
import { english } from '../../../src/studio/language/messages/en/english.ts';
import { messages as spanish } from '../../../src/studio/language/messages/es/spanish.ts';
import { messages as french } from '../../../src/studio/language/messages/fr/french.ts';

type Texts = Readonly<Record<string, Readonly<Record<string, string>>>>;

const CATALOGS: [string, Texts][] = [
  ['en', english],
  ['de', german],
  ['es', spanish],
  ['fr', french],
];

/** Messages whose number is never 1: a limit, an amount above a limit, or a list of several. */
const NEVER_ONE = [
  'admin.activeLast',
  'admin.creditsMake',
  'history.countActions',
  'history.countKinds',
  'history.countPeople',
  'imports.ambiguous',
  'imports.longNote',
  'imports.tooMany',
  'look.usedOf',
  'perform.short',
  'perform.tooHigh',
  'perform.tooWide',
  'sharing.tooManyDetail',
  'upload.tooManyPixels',
];

const NOUN =
  /^ (?:actions|characters|comments|credits|days|images|keys|kinds|megapixels|minutes|people|percent are|pictures|pixels|projects|rows|seconds|times|transactions)\b/;

function entries(catalog: Texts): [string, string][] {
  return Object.entries(catalog).flatMap(([folder, messages]) =>
    Object.entries(messages).map(([name, text]): [string, string] => [`${folder}.${name}`, text]),
  );
}

function isArgument(element: MessageFormatElement | undefined): boolean {
  return element?.type === TYPE.argument || element?.type === TYPE.number;
}

/** Whether an argument stands before a plural noun outside of a plural. */
function isUncounted(elements: readonly MessageFormatElement[]): boolean {
  return elements.some((element, place) => {
    if (element.type === TYPE.literal) return isArgument(elements[place - 1]) && NOUN.test(element.value);
    if (element.type === TYPE.tag) return isUncounted(element.children);
    return element.type === TYPE.select && Object.values(element.options).some(({ value }) => isUncounted(value));
  });
}

/** Every argument once, with its kind. */
function allArguments(elements: readonly MessageFormatElement[]): [string, TYPE][] {
  return elements.flatMap((element): [string, TYPE][] => {
    if (element.type === TYPE.literal || element.type === TYPE.pound) return [];
    if (element.type === TYPE.tag) return [[element.value, element.type], ...allArguments(element.children)];
    const options = 'options' in element ? Object.values(element.options) : [];
    return [[element.value, element.type], ...options.flatMap(({ value }) => allArguments(value))];
  });
}

/** Formats a message with this number for each of its counts. */
function textFor(text: string, locale: string, count: number): string {
  const values = allArguments(parse(text)).map(([name, type]): [string, unknown] => {
    if (type === TYPE.tag) return [name, (parts: string[]) => parts.join('')];
    if (type === TYPE.date || type === TYPE.time) return [name, new Date(0)];
    return [name, type === TYPE.plural || type === TYPE.number ? count : 'X'];
  });
  const plurals = allArguments(parse(text)).filter(([, type]) => type === TYPE.plural);
  const known = Object.fromEntries([...values, ...plurals.map(([name]) => [name, count])]);
  return String(new IntlMessageFormat(text, locale).format(known));
}

describe.each(CATALOGS)('a message of %s with a count', (locale, catalog) => {
  const counting = entries(catalog).filter(([, text]) => text.includes(', plural,'));

  test.each(counting)('%s is a sentence for 0, 1, 2 and a million', (_key, text) => {
    for (const count of [0, 1, 2, 1_000_000]) {
      const said = textFor(text, locale, count);
      expect(said).not.toMatch(/[{}#]|undefined|NaN/);
      expect(said.trim()).not.toBe('');
    }
  });
});

test('a number that may be 1 stands before a noun only within a plural', () => {
  const uncounted = entries(english).filter(([, text]) => isUncounted(parse(text)));
  expect(uncounted.map(([key]) => key).filter((key) => !NEVER_ONE.includes(key))).toEqual([]);
});

test.each(['%', 'MB', 'Mo', 'kB', 'GB', ' ms'])(
  'no message writes the unit "%s", which is formatted by locale',
  (unit) => {
    const found = CATALOGS.flatMap(([locale, catalog]) =>
      entries(catalog)
        .filter(([, text]) =>
          new RegExp(`(?:\\}|\\d)[\\s\\u00a0\\u202f]?${unit.trim()}(?![\\w\\p{L}])`, 'u').test(text),
        )
        .map(([key]) => `${locale} ${key}`),
    );
    expect(found).toEqual([]);
  },
);

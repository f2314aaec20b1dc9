import { describe, expect, test } from '@jest/globals';
import { type MessageFormatElement, parse, TYPE } from '@formatjs/icu-messageformat-parser';
import { english } from '../../../src/studio/language/messages/en/english.ts';
import { messages as french } from '../../../src/studio/language/messages/fr/french.ts';
import { messages as german } from '../../../src/studio/language/messages/de/german.ts';
import { messages as spanish } from '../../../src/studio/language/messages/es/spanish.ts';
import { SAME_AS_ENGLISH } from './same-as-english.ts';

type Texts = Readonly<Record<string, Readonly<Record<string, string>>>>;

const TRANSLATIONS: [string, Texts][] = [
  ['de', german],
  ['es', spanish],
  ['fr', french],
];

function entries(catalog: Texts): [string, string][] {
  return Object.entries(catalog).flatMap(([folder, messages]) =>
    Object.entries(messages).map(([name, text]): [string, string] => [`${folder}.${name}`, text]),
  );
}

/** "credits plural", "link tag": each argument once, sorted. */
function argumentsOf(elements: readonly MessageFormatElement[]): string[] {
  const found = elements.flatMap((element) => {
    if (element.type === TYPE.literal || element.type === TYPE.pound) return [];
    const own = `${element.value} ${TYPE[element.type]}`;
    if (element.type === TYPE.tag) return [own, ...argumentsOf(element.children)];
    const options = 'options' in element ? Object.values(element.options) : [];
    return [own, ...options.flatMap((option) => argumentsOf(option.value))];
  });
  return [...new Set(found)].toSorted();
}

/** Plural arguments that lack a category of the language, such as "one". */
function missingCategories(elements: readonly MessageFormatElement[], locale: string): string[] {
  return elements.flatMap((element) => {
    if (element.type === TYPE.tag) return missingCategories(element.children, locale);
    if (element.type !== TYPE.plural && element.type !== TYPE.select) return [];
    const inner = Object.values(element.options).flatMap((option) => missingCategories(option.value, locale));
    if (element.type === TYPE.select) return inner;
    const { pluralCategories } = new Intl.PluralRules(locale, {
      type: element.pluralType ?? 'cardinal',
    }).resolvedOptions();
    const missing = pluralCategories.filter((category) => !Object.hasOwn(element.options, category));
    return [...missing.map((category) => `${element.value}: ${category}`), ...inner];
  });
}

const englishEntries = entries(english);

describe.each<[string, Texts]>([['en', english], ...TRANSLATIONS])('every message of %s', (locale, catalog) => {
  test('is a valid ICU message', () => {
    const empty = entries(catalog).filter(([, text]) => text.trim() === '');
    expect(empty).toEqual([]);
    expect(() => entries(catalog).map(([, text]) => parse(text))).not.toThrow();
  });

  test('has a plural form for each category of the language', () => {
    const faults = entries(catalog).flatMap(([key, text]) =>
      missingCategories(parse(text), locale).map((category) => `${key} has no ${category}`),
    );
    expect(faults).toEqual([]);
  });
});

describe.each(TRANSLATIONS)('the catalog of %s', (locale, catalog) => {
  const translated = new Map(entries(catalog));

  test('has exactly the keys of the English catalog', () => {
    expect([...translated.keys()].toSorted()).toEqual(englishEntries.map(([key]) => key).toSorted());
  });

  test('takes the same arguments', () => {
    const faults = englishEntries.filter(
      ([key, text]) => String(argumentsOf(parse(text))) !== String(argumentsOf(parse(translated.get(key) ?? ''))),
    );
    expect(faults).toEqual([]);
  });

  test('repeats an English message only where the word is the same in both languages', () => {
    const same = englishEntries.filter(([key, text]) => translated.get(key) === text).map(([key]) => key);
    const allowed = SAME_AS_ENGLISH[locale] ?? [];
    expect(same.filter((key) => !allowed.includes(key))).toEqual([]);
    expect(allowed.filter((key) => !same.includes(key))).toEqual([]);
  });
});

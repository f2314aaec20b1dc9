import {
  isPluralElement,
  isSelectElement,
  isTagElement,
  type MessageFormatElement,
} from '@formatjs/icu-messageformat-parser';
import { IntlMessageFormat } from 'intl-messageformat';
import { cloneElement, createElement, Fragment, isValidElement, type ReactElement, type ReactNode } from 'react';
import { onLanguageChange, spokenLanguage } from './language.ts';
import type { MessageKey, RichValues, Values } from './messages/message-types.ts';

const formats = new Map<string, IntlMessageFormat | string>();
onLanguageChange(() => formats.clear());

/** Formats a message in the language of the page: `say('credits.left', { credits: 12 })`. */
export function say<Key extends MessageKey>(key: Key, ...[values]: Values<Key>): string {
  const format = formatOf(key);
  return typeof format === 'string' ? format : String(format.format(values));
}

/** Formats a message with tags. The text of each tag becomes the child of its element: `{ link: <Link href="/" /> }`. */
export function sayRich<Key extends MessageKey>(key: Key, values: RichValues<Key>): ReactNode {
  const format = formatOf(key);
  if (typeof format === 'string') return format;
  const tags = tagsOf(format.getAst());
  const filled = Object.entries(values).map(([name, value]) => [
    name,
    tags.has(name) && isValidElement(value) ? around(value) : value,
  ]);
  const parts = format.format<ReactNode>(Object.fromEntries(filled));
  return Array.isArray(parts) ? createElement(Fragment, null, ...parts) : parts;
}

/** Passes children as separate arguments, because React requires keys in an array. */
function around(element: ReactElement): (parts: ReactNode[]) => ReactNode {
  return (parts) => cloneElement(element, undefined, ...parts);
}

function tagsOf(elements: readonly MessageFormatElement[]): Set<string> {
  const names = elements.flatMap((element) => {
    if (isTagElement(element)) return [element.value, ...tagsOf(element.children)];
    const options = isPluralElement(element) || isSelectElement(element) ? Object.values(element.options) : [];
    return options.flatMap((option) => [...tagsOf(option.value)]);
  });
  return new Set(names);
}

function formatOf(key: MessageKey): IntlMessageFormat | string {
  const known = formats.get(key);
  if (known !== undefined) return known;
  const { messages, locale } = spokenLanguage();
  const [folder = '', name = ''] = key.split('.');
  const message = messages[folder]?.[name];
  if (message === undefined) throw new Error(`The catalog of ${locale} has no message "${key}".`);
  const isPlain = typeof message === 'string' && !/[{<']/.test(message);
  const format = isPlain ? message : new IntlMessageFormat(message, locale);
  formats.set(key, format);
  return format;
}

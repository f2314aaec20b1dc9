import {
  isPluralElement,
  isSelectElement,
  isTagElement,
  type MessageFormatElement,
  parse,
} from '@formatjs/icu-messageformat-parser';
import { type Formats, formatToParts } from 'intl-messageformat';
import { cloneElement, createElement, Fragment, isValidElement, type ReactElement, type ReactNode } from 'react';
import { intlFormatters } from './intl-formatters.ts';
import { onLanguageChange, spokenLanguage } from './language.ts';
import type { Message } from './languages.ts';
import type { MessageKey, RichValues, Values } from './messages/message-types.ts';

const parsed = new Map<string, Message>();
onLanguageChange(() => parsed.clear());

const NO_NAMED_FORMATS: Formats = { number: {}, date: {}, time: {} };

/** Formats a message in the language of the page: `say('credits.left', { credits: 12 })`. */
export function say<Key extends MessageKey>(key: Key, ...[values]: Values<Key>): string {
  const message = messageOf(key);
  return typeof message === 'string' ? message : partsOf(message, values).join('');
}

/** Formats a message with tags. The text of each tag becomes the child of its element: `{ link: <Link href="/" /> }`. */
export function sayRich<Key extends MessageKey>(key: Key, values: RichValues<Key>): ReactNode {
  const message = messageOf(key);
  if (typeof message === 'string') return message;
  const tags = tagsOf(message);
  const filled = Object.entries(values).map(([name, value]) => [
    name,
    tags.has(name) && isValidElement(value) ? around(value) : value,
  ]);
  const parts = partsOf<ReactNode>(message, Object.fromEntries(filled));
  return parts.length === 1 ? parts[0] : createElement(Fragment, null, ...parts);
}

function partsOf<Part>(
  message: MessageFormatElement[],
  values: Parameters<typeof formatToParts<Part>>[4],
): (Part | string)[] {
  const { locale } = spokenLanguage();
  const parts = formatToParts<Part>(message, locale, intlFormatters, NO_NAMED_FORMATS, values);
  return parts.map(({ value }) => value);
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

function messageOf(key: MessageKey): Message {
  const known = parsed.get(key);
  if (known !== undefined) return known;
  const { messages, locale } = spokenLanguage();
  const [folder = '', name = ''] = key.split('.');
  const message = messages[folder]?.[name];
  if (message === undefined) throw new Error(`The catalog of ${locale} has no message "${key}".`);
  const made = typeof message === 'string' && /[{<']/.test(message) ? parse(message) : message;
  parsed.set(key, made);
  return made;
}

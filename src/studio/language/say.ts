import { IntlMessageFormat } from 'intl-messageformat';
import { createElement, Fragment, type ReactNode } from 'react';
import { onLanguageChange, spokenLanguage } from './language.ts';
import type { MessageKey, RichValues, Values } from './message-types.ts';

const formats = new Map<string, IntlMessageFormat | string>();
onLanguageChange(() => formats.clear());

/** The message of the page's language, with its arguments filled in: `say('credits.left', { credits: 12 })`. */
export function say<Key extends MessageKey>(key: Key, ...[values]: Values<Key>): string {
  const format = formatOf(key);
  return typeof format === 'string' ? format : String(format.format(values));
}

/** The same for a message with tags, or with elements for arguments: `{ link: (text) => <Link href="/">{text}</Link> }`. */
export function sayRich<Key extends MessageKey>(key: Key, values: RichValues<Key>): ReactNode {
  const format = formatOf(key);
  if (typeof format === 'string') return format;
  const parts = format.format<ReactNode>(Object.fromEntries(Object.entries(values).map(withChildren)));
  return Array.isArray(parts) ? createElement(Fragment, null, ...parts) : parts;
}

/** The library gives a tag its parts as an array, for which React would ask for keys. */
function withChildren([name, value]: [string, unknown]): [string, ReactNode] {
  if (typeof value !== 'function') return [name, value as ReactNode]; // RichValues has nothing else
  const tag = (parts: ReactNode[]): ReactNode => value(createElement(Fragment, null, ...parts));
  return [name, tag as unknown as ReactNode]; // the library's type has tags and arguments in one record
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

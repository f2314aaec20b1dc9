import { z } from 'zod';
import { isBlank } from '../input/visible-text.ts';

/** What a variable of the environment may be: always text, and a message that tells what is allowed, never the value. */

export function integerVariable(min: number, max: number) {
  const message = `must be a whole number from ${min} to ${max}`;
  return z
    .string()
    .regex(/^\d{1,15}$/, message)
    .transform(Number)
    .refine((value) => value >= min && value <= max, message);
}

export function oneOf<const Values extends readonly [string, ...string[]]>(values: Values) {
  return z.enum(values, { error: `must be one of ${values.join(', ')}` });
}

/** A name, an address or a folder. */
export const visibleText = z
  .string()
  .refine(isVisibleText, 'must be text that can be seen, without control characters or halves of surrogate pairs');

export function isVisibleText(value: string): boolean {
  return !isBlank(value) && value.isWellFormed() && !/\p{Cc}/u.test(value);
}

/** White space, controls and what cannot be seen: the parser of URLs drops some of them, and the text is used as it was set. */
const NOT_IN_URLS = /[\s\p{C}]/u;

export function url(protocols: RegExp, example: string) {
  const isUrl = (value: string) => URL.canParse(value) && protocols.test(value) && !NOT_IN_URLS.test(value);
  return z.string().refine(isUrl, `must be a URL such as ${example}`);
}

export const isOrigin = (item: string): boolean =>
  /^https?:/.test(item) && URL.canParse(item) && new URL(item).origin === item;

/** Separated by commas. */
export function listOf(isItem: (item: string) => boolean, what: string) {
  return z
    .string()
    .transform((value) => value.split(',').map((item) => item.trim()))
    .refine((items) => items.every(isItem), `must be ${what}, separated by commas`);
}

export const onOrOff = oneOf(['on', 'off']).transform((value) => value === 'on');

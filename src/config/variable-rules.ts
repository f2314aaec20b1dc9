import { z } from 'zod';

/** What a variable of the environment may be: always text, and a message that tells what is allowed, never the value. */

export function wholeNumber(min: number, max: number) {
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

export function url(protocols: RegExp, example: string) {
  return z.string().refine((value) => URL.canParse(value) && protocols.test(value), `must be a URL such as ${example}`);
}

/** Separated by commas. */
export function listOf(isItem: (item: string) => boolean, what: string) {
  return z
    .string()
    .transform((value) => value.split(',').map((item) => item.trim()))
    .refine((items) => items.every(isItem), `must be ${what}, separated by commas`);
}

export const onOrOff = oneOf(['on', 'off']).transform((value) => value === 'on');

import { z } from 'zod';
import { isBlank } from './visible-text.ts';

/**
 * A text of 1 to `max` characters (Unicode code points), not all of them blank or invisible. NUL and unpaired surrogates are
 * refused: the one cannot be stored, the other cannot be sent back as it came. Every text that is kept comes through here,
 * whatever the way it came in.
 */
export function text(max: number) {
  return z.string().superRefine((value, context) => {
    const message = textProblem(value, max);
    if (message !== null) context.addIssue({ code: 'custom', message });
  });
}

/** The same, or nothing at all. */
export function optionalText(max: number) {
  return text(max)
    .nullish()
    .transform((value) => value ?? null);
}

/**
 * The most of a text that can be stored, for what is told by somebody who cannot be asked to mend it, such as an engine: a
 * text that the database refused would keep its action from ever ending.
 */
export function mendedText(value: string, max: number): string {
  const whole = value.toWellFormed().replaceAll('\0', '\u{fffd}');
  return Array.from(whole.slice(0, 2 * max))
    .slice(0, max)
    .join('');
}

/** Who did something, as the ledger names it. Of OpenID Connect: https://openid.net/specs/openid-connect-core-1_0.html#IDToken */
export const ACTOR_CHARACTERS_MAX = 255;

/** A whole number from `min` to `max`. */
export function wholeNumber(min: number, max: number, unit: string) {
  const message = `must be a whole number of ${unit} from ${grouped(min)} to ${grouped(max)}`;
  return z.number({ error: message }).int({ error: message }).min(min, { error: message }).max(max, { error: message });
}

function textProblem(value: string, max: number): string | null {
  const wanted = () => `must be 1 to ${grouped(max)} characters long`;
  if (value.length === 0) return `${wanted()}, and is empty`;
  const length = value.length > max ? Array.from(value).length : 0; // code points are never more than code units
  if (length > max) return `${wanted()}, and has ${grouped(length)}`;
  if (value.includes('\0')) return 'must not contain the NUL character (U+0000)';
  if (!value.isWellFormed()) return 'must be well-formed Unicode: it contains half of a surrogate pair';
  if (isBlank(value))
    return `${wanted()}, not only ${value.trim() === '' ? 'white space' : 'characters that cannot be seen'}`;
  return null;
}

function grouped(count: number): string {
  return count.toLocaleString('en-US');
}

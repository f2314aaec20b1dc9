import { z } from 'zod';
import { hidingCharacter, isBlank } from './visible-text.ts';

/**
 * A text of 1 to `max` characters (Unicode code points), at least one of them visible. NUL is refused because PostgreSQL
 * cannot store it, an unpaired surrogate because it cannot be encoded as UTF-8. Every stored text passes this rule, whatever
 * the interface that it arrives through.
 */
export function text(max: number) {
  return z.string().superRefine((value, context) => {
    const message = textProblem(value, max);
    if (message !== null) context.addIssue({ code: 'custom', message });
  });
}

/** The same rule for an optional text. */
export function optionalText(max: number) {
  return text(max)
    .nullish()
    .transform((value) => value ?? null);
}

/** The same rule for texts of guests, which must not contain hidden characters. `lines`: whether line breaks are allowed. */
export function plainText(max: number, { lines }: { readonly lines: boolean }) {
  return text(max).superRefine((value, context) => {
    const hiding = lines
      ? hidingCharacter(value)
      : (hidingCharacter(value) ?? (value.includes('\n') ? 'U+000A' : null));
    if (hiding === null) return;
    const allowed = lines ? 'visible characters, spaces and line breaks' : 'visible characters and spaces';
    context.addIssue({ code: 'custom', message: `must contain only ${allowed}: ${hiding} is not allowed` });
  });
}

/** Of one mailbox, without a name. */
export const emailAddress = z
  .email('must be an e-mail address such as maria@example.com')
  .max(254, 'must have at most 254 characters');

/**
 * Makes any text storable. For text from a source that cannot correct it, such as the error message of an engine: if the
 * database refused it, the action would never end.
 */
export function mendedText(value: string, max: number): string {
  const whole = value.toWellFormed().replaceAll('\0', '\u{fffd}');
  return Array.from(whole.slice(0, 2 * max))
    .slice(0, max)
    .join('');
}

/** The name of an actor in the ledger. The limit is that of OpenID Connect's subjects: https://openid.net/specs/openid-connect-core-1_0.html#IDToken */
export const ACTOR_CHARACTERS_MAX = 255;

/** A whole number from `min` to `max`. */
export function integerInput(min: number, max: number, unit: string) {
  const message = `must be a whole number of ${unit} from ${grouped(min)} to ${grouped(max)}`;
  return z.number({ error: message }).int({ error: message }).min(min, { error: message }).max(max, { error: message });
}

function textProblem(value: string, max: number): string | null {
  const wanted = () => `must be 1 to ${grouped(max)} characters long`;
  if (value.length === 0) return `${wanted()}, and is empty`;
  const length = value.length > max ? Array.from(value).length : 0; // there are never more code points than code units
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

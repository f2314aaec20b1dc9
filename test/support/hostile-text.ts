import fc from 'fast-check';
import { anyCharacter } from './any-character.ts';

const HOSTILE = [
  '\0',
  '\ud83d',
  '\udc00',
  '\u200b',
  '\u202e',
  '\ufeff',
  '\r\n',
  "'",
  '"',
  '\\',
  '%',
  '$1',
  '\u{1f469}\u200d',
  'e\u0301',
  'ﬀ',
  '=1',
  '܀',
  '\uffff',
];
/** Texts that something on their way might cut, drop, mistake or fail at. */
export const hostileText = fc.oneof(
  fc.string({ unit: anyCharacter, maxLength: 30 }),
  fc.string({ unit: fc.constantFrom(...HOSTILE, 'a', ' '), maxLength: 12 }),
  fc.constantFrom('x'.repeat(7_000), 'prj_\ud83d', 'img_\0', '', ' ', '\u3164', '__proto__', '{}'),
);

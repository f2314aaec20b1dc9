import fc from 'fast-check';

const FIRST_SURROGATE = 0xd800;
const SURROGATES = 0x800;
const LAST_CODE_POINT = 0x10ffff;

/** Any code point that is a character, as a unit of strings: as fast-check's "binary", whose table of all of them takes seconds. */
export const anyCharacter = fc.nat({ max: LAST_CODE_POINT - SURROGATES }).map(
  (index) => String.fromCodePoint(index < FIRST_SURROGATE ? index : index + SURROGATES),
  (text) => {
    const code = typeof text === 'string' ? text.codePointAt(0) : undefined;
    if (code === undefined || text !== String.fromCodePoint(code) || /\p{Surrogate}/u.test(text))
      throw new Error('this is not one character');
    return code < FIRST_SURROGATE ? code : code - SURROGATES;
  },
);

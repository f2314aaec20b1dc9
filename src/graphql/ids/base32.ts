/**
 * Crockford's base 32 in lower case, fixed width, as TypeIDs use it: the text sorts as the number does.
 * https://github.com/jetify-com/typeid/tree/main/spec
 */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
const BITS_PER_CHARACTER = 5n;

/** `width` characters; the number must fit. */
export function encodeBase32(value: bigint, width: number): string {
  let text = '';
  for (let rest = value; text.length < width; rest >>= BITS_PER_CHARACTER) {
    text = (ALPHABET[Number(rest & 31n)] ?? '') + text;
  }
  return text;
}

/** Null where a character is not of the alphabet (upper case is not). */
export function decodeBase32(text: string): bigint | null {
  let value = 0n;
  for (const character of text) {
    const digit = ALPHABET.indexOf(character);
    if (digit === -1) return null;
    value = (value << BITS_PER_CHARACTER) | BigInt(digit);
  }
  return value;
}

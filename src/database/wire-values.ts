import { BINARY_ARRAYS, type EncodeArray } from './binary-arrays.ts';
import type { Statement } from './statement.ts';
import { wireText } from './wire-text.ts';

/** A value as it is sent: a string in the text format, a Buffer in the binary format. */
export type WireValue = string | Buffer | null;

const BINARY_PARAMETER = new RegExp(`\\$(\\d+)::(${Object.keys(BINARY_ARRAYS).join('|')})\\[\\]`, 'g');

/** By the text of a statement, the encoders of its parameters that are sent in the binary format, by their index. */
const binaryParameters = new Map<string, ReadonlyMap<number, EncodeArray>>();

/**
 * The values of a statement as they are sent. A parameter that the text casts to an array of ids or numbers, as in `$1::uuid[]`,
 * is sent in the binary format, all others in the text format. Throws if a value has an unsupported type.
 */
export function wireValues({ text, values }: Statement): WireValue[] {
  const binary = binaryParametersOf(text);
  return values.map((value, index) => {
    const encode = binary.get(index);
    return encode !== undefined && Array.isArray(value) ? encode(value) : wireText(value);
  });
}

function binaryParametersOf(text: string): ReadonlyMap<number, EncodeArray> {
  const known = binaryParameters.get(text);
  if (known) return known;
  const parameters = new Map<number, EncodeArray>();
  for (const [, place, item] of text.matchAll(BINARY_PARAMETER)) {
    parameters.set(Number(place) - 1, BINARY_ARRAYS[item as keyof typeof BINARY_ARRAYS]); // the pattern names its keys
  }
  binaryParameters.set(text, parameters);
  return parameters;
}

/**
 * A value in PostgreSQL's text format: null, a boolean, a number, a string, or an array of them. Nearly everything that the
 * ledger sends (ids, kinds, hashes, numbers) needs no escaping.
 */
export function wireText(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (Array.isArray(value)) return arrayText(value);
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint') return String(value);
  throw new TypeError(`a value of the type ${typeof value} cannot be sent to the database`);
}

function arrayText(values: readonly unknown[]): string {
  let text = '{';
  for (const value of values) {
    if (text.length > 1) text += ',';
    if (typeof value === 'string') text += quoted(value);
    else text += wireText(value) ?? 'NULL';
  }
  return `${text}}`;
}

const ESCAPED = /["\\]/;

function quoted(text: string): string {
  return `"${ESCAPED.test(text) ? text.replaceAll(/["\\]/g, String.raw`\$&`) : text}"`;
}

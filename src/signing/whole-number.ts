/** Parses a number of a signed URL. Null for every other notation, such as `1e3` or `-0`: each number has one signature. */
export function readWholeNumber(text: string | null): number | null {
  return text !== null && /^(?:0|[1-9]\d{0,14})$/.test(text) ? Number(text) : null;
}

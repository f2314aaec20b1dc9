/** A number of a signed URL in the one form in which it is written there; null for everything else, `1e3` and `-0` among it. */
export function readWholeNumber(text: string | null): number | null {
  return text !== null && /^(?:0|[1-9]\d{0,14})$/.test(text) ? Number(text) : null;
}

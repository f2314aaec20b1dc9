import { z } from 'zod';

/** A sentence that a model may quote. */
export interface GivenExcerpt {
  /** Such as `s1`. */
  readonly source: string;
  readonly text: string;
}

/** The structure of a model's response. */
export const claimsSchema = z.object({
  claims: z.array(z.object({ text: z.string(), source: z.string(), quote: z.string() })),
});
export type Claim = z.output<typeof claimsSchema>['claims'][number];

const CLAIMS_MAX = 3;
const CLAIM_CHARACTERS_MAX = 400;

/** Digits with their separators. */
const NUMBER = /\d+(?:[.,:]\d+)*/g;

/** Links, HTML and line breaks. */
const MARKUP = /:\/\/|\]\(|[<>\n\r]/;

/**
 * The claims that may be shown. Each cites an excerpt that the model was given, quotes it verbatim, and contains no number,
 * code or link that the excerpt does not contain.
 */
export function checkedClaims(claims: readonly Claim[], given: readonly GivenExcerpt[]): Claim[] {
  const texts = new Map(given.map(({ source, text }) => [source, text]));
  return claims.filter((claim) => stands(claim, texts.get(claim.source))).slice(0, CLAIMS_MAX);
}

function stands({ text, quote }: Claim, source: string | undefined): boolean {
  if (source === undefined || quote.trim() === '' || !source.includes(quote)) return false;
  if (text.trim() === '' || text.length > CLAIM_CHARACTERS_MAX || MARKUP.test(text)) return false;
  const known = new Set(source.match(NUMBER) ?? []);
  const codes = text.match(/`[^`]+`/g) ?? [];
  return (
    (text.match(NUMBER) ?? []).every((number) => known.has(number)) && codes.every((code) => source.includes(code))
  );
}

/** Messages that a language has word for word in common with English, by its code: names, and words that both have. */
export const SAME_AS_ENGLISH: Readonly<Record<string, readonly string[]>> = {};

/** The API's own limits, in characters. */
export const PROMPT_MAX = 4_000;
export const DETAIL_MAX = 1_000;

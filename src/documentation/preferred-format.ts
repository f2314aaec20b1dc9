export type Format = 'html' | 'markdown' | 'json';

const MEDIA_TYPES: Readonly<Record<Format, string>> = {
  html: 'text/html',
  markdown: 'text/markdown',
  json: 'application/json',
};

/**
 * Chooses the format of a response by the header `accept`. Wildcards are ignored, because browsers and curl send them with
 * every request. At equal weights Markdown is preferred to HTML, because only programs ask for it, and JSON to both.
 *
 * @param usual the format if none is asked for
 */
export function preferredFormat(accept: string | undefined, offered: readonly Format[], usual: Format): Format {
  const weights = weightsIn(accept ?? '');
  let preferred: { readonly format: Format; readonly weight: number } | null = null;
  for (const format of ['json', 'markdown', 'html'] as const) {
    const weight = weights.get(MEDIA_TYPES[format]) ?? 0;
    if (offered.includes(format) && weight > (preferred?.weight ?? 0)) preferred = { format, weight };
  }
  return preferred?.format ?? usual;
}

/** The weight of each media type, from 0 to 1. An invalid weight counts as 0. */
function weightsIn(accept: string): Map<string, number> {
  const weights = new Map<string, number>();
  for (const range of accept.toLowerCase().split(',')) {
    const [type = '', ...parameters] = range.split(';').map((part) => part.trim());
    const q = parameters
      .map((parameter) => /^q\s*=\s*(\S*)$/.exec(parameter)?.[1])
      .find((value) => value !== undefined);
    const weight = q === undefined ? 1 : /^(0(\.\d{0,3})?|1(\.0{0,3})?)$/.test(q) ? Number(q) : 0;
    weights.set(type, Math.max(weight, weights.get(type) ?? 0));
  }
  return weights;
}

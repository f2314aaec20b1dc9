export type Format = 'html' | 'markdown' | 'json';

const MEDIA_TYPES: Readonly<Record<Format, string>> = {
  html: 'text/html',
  markdown: 'text/markdown',
  json: 'application/json',
};

/**
 * What to answer in, by the header `accept`. A format is asked for by its name alone: browsers and curl accept everything,
 * and mean nothing by it. Markdown is preferred to HTML where both are accepted alike, because only a program names it; JSON
 * to both.
 *
 * @param usual where no format is asked for
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

/** Of each media type, from 0 to 1. What cannot be read as a weight is none. */
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

/** The info string of a fenced code block, such as `ts file=examples/fetch.ts`. */
export interface FenceInfo {
  readonly language: string;
  /** The file of the repository that contains the code; null if there is none. */
  readonly file: string | null;
}

export function readFenceInfo(info: string): FenceInfo {
  const [language = '', ...attributes] = info.trim().split(/\s+/);
  const file = attributes.map((attribute) => /^file=(.+)$/.exec(attribute)?.[1]).find((name) => name !== undefined);
  return { language, file: file ?? null };
}

/** What stands behind the three signs of a block of code: `ts file=examples/fetch.ts`. */
export interface FenceInfo {
  readonly language: string;
  /** Where the code stands in the repository; null: nowhere. */
  readonly file: string | null;
}

export function readFenceInfo(info: string): FenceInfo {
  const [language = '', ...attributes] = info.trim().split(/\s+/);
  const file = attributes.map((attribute) => /^file=(.+)$/.exec(attribute)?.[1]).find((name) => name !== undefined);
  return { language, file: file ?? null };
}

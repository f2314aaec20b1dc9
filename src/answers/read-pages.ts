import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from './page.ts';
import { parsePage } from './parse-page.ts';

export interface Documentation {
  /** In the order of the table of contents. Parsed on first use: workers and most tests never read them. */
  readonly pages: readonly Page[];
  /** A hash of all files. */
  readonly version: string;
}

/** The sections in the order of the table of contents. */
export const SECTIONS = ['Getting started', 'Actions', 'Credits', 'API', 'Access', 'Pictures', 'Operations'] as const;

export async function readPages(docsFolder: string): Promise<Documentation> {
  const names = await readdir(docsFolder, { recursive: true });
  const files = names
    .filter((name) => name.endsWith('.md'))
    .map((name) => name.split(path.sep).join('/'))
    .toSorted();
  const hash = createHash('sha256');
  const texts = new Map<string, string>();
  for (const file of files) {
    const text = await readFile(path.join(docsFolder, file), 'utf8');
    hash.update(`${file}\0${text}\0`);
    texts.set(file.replace(/\.md$/, ''), text);
  }
  let pages: readonly Page[] | null = null;
  return {
    get pages() {
      pages ??= Array.from(texts, ([page, text]) => parsePage(page, text)).toSorted(inOrder);
      return pages;
    },
    version: hash.digest('hex').slice(0, 12),
  };
}

function inOrder(a: Page, b: Page): number {
  return placeOf(a) - placeOf(b) || a.order - b.order;
}

function placeOf({ section }: Page): number {
  return (SECTIONS as readonly string[]).indexOf(section);
}

import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

export const checkout = path.join(import.meta.dirname, '../..');

/** A page of docs/ as its author wrote it. */
export interface Page {
  /** Within docs/, such as api/errors.md. */
  readonly file: string;
  readonly frontMatter: Readonly<Record<string, string>>;
  /** What follows the front matter. */
  readonly body: string;
  /** The body without its code blocks. */
  readonly prose: string;
  readonly anchors: ReadonlySet<string>;
}

export function readPages(): Page[] {
  return readdirSync(path.join(checkout, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.md'))
    .map((file) => readPage(file))
    .toSorted((a, b) => a.file.localeCompare(b.file));
}

function readPage(file: string): Page {
  const text = readFileSync(path.join(checkout, 'docs', file), 'utf8');
  const [, front = '', body = ''] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(text) ?? [];
  const fields = front.split('\n').map((line) => /^(\w+): (.+)$/.exec(line));
  const frontMatter = Object.fromEntries(fields.map((field) => [field?.[1] ?? '', field?.[2] ?? '']));
  const prose = body.replaceAll(/^```.*\n[\s\S]*?^```$/gm, '');
  const headings = [...prose.matchAll(/^#{2,3} (.+)$/gm)].map(([, heading = '']) => anchorOf(heading));
  return { file, frontMatter, body, prose, anchors: new Set(headings) };
}

/** As GitHub makes it: lower case, signs left out, a hyphen for each space. */
function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');
}

export interface CodeBlock {
  readonly file: string;
  /** What stands behind the three signs, such as `graphql`. */
  readonly info: string;
  readonly text: string;
}

export function codeBlocksOf({ file, body }: Page): CodeBlock[] {
  return [...body.matchAll(/^```(.*)\n([\s\S]*?)^```$/gm)].map(([, info = '', text = '']) => ({ file, info, text }));
}

import GithubSlugger from 'github-slugger';
import type { Heading, Page, Sentence } from './page.ts';

const FRONT_MATTER = /^---\n([\s\S]*?)\n---\n+/;
const COMMENT = / *<!--[\s\S]*?-->/g;
const QUESTIONS = /<!-- q: (.*?) -->/;
const FENCE = /^```/;
const PICTURE = /!\[[^\]]*\]\([^)]*\)/g;
const LINK = /\[([^\]]*)\]\([^)]*\)/g;

/** Parses a Markdown file of docs/, whose format CONTRIBUTING.md describes. */
export function parsePage(path: string, file: string): Page {
  const [front = '', fields = ''] = FRONT_MATTER.exec(file) ?? [];
  const written = file.slice(front.length);
  const headings: Heading[] = [];
  return {
    path,
    title: fieldOf(fields, 'title'),
    description: fieldOf(fields, 'description'),
    section: fieldOf(fields, 'section'),
    order: Number(fieldOf(fields, 'order')),
    markdown: written.replaceAll(COMMENT, ''),
    sentences: sentencesOf(written, headings),
    headings,
  };
}

function fieldOf(fields: string, name: string): string {
  return new RegExp(`^${name}: (.+)$`, 'm').exec(fields)?.[1] ?? '';
}

/** The sentences in the order of the page. Appends the headings to `headings`. */
function sentencesOf(written: string, headings: Heading[]): Sentence[] {
  const slugger = new GithubSlugger();
  const sentences: Sentence[] = [];
  let isCode = false;
  for (const line of written.split('\n')) {
    if (FENCE.test(line)) isCode = !isCode;
    if (isCode || FENCE.test(line)) continue;
    const [, signs, text = ''] = /^(#{2,3}) (.+)$/.exec(line) ?? [];
    if (signs !== undefined) headings.push({ level: signs.length as 2 | 3, text, anchor: slugger.slug(text) });
    else sentences.push(...sentenceOf(line, headings.at(-1) ?? null));
  }
  return withoutTableHeads(sentences);
}

/** The sentence or table row of a line; empty if the line has no text. */
function sentenceOf(line: string, heading: Heading | null): Sentence[] {
  const questions = QUESTIONS.exec(line)?.[1]?.split(' | ') ?? [];
  const written = line.replaceAll(COMMENT, '').replaceAll(PICTURE, '').trim();
  const isRow = written.startsWith('|');
  const cells = written
    .replaceAll(/^\||\|$/g, '')
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim());
  const markdown = isRow ? cells.join(' | ') : written;
  return markdown === '' ? [] : [{ text: markdown.replaceAll(LINK, '$1'), markdown, isRow, heading, questions }];
}

const RULE_OF_TABLE = /^[-: |]+$/;

function withoutTableHeads(sentences: readonly Sentence[]): Sentence[] {
  return sentences.filter((sentence, at) => !isRule(sentence) && !isRule(sentences[at + 1]));
}

function isRule(sentence: Sentence | undefined): boolean {
  return sentence?.isRow === true && RULE_OF_TABLE.test(sentence.text);
}

/** A page of the documentation, as its Markdown file says it. Tokens such as `{price:PROMPT}` are not yet filled in. */
export interface Page {
  /** Below /docs and without an extension, such as `actions/background`. */
  readonly path: string;
  readonly title: string;
  /** One sentence. */
  readonly description: string;
  /** The heading in the table of contents that it stands under. */
  readonly section: string;
  /** Its place under that heading. */
  readonly order: number;
  /** The body without front matter and comments. It begins with text: the title is not in it. */
  readonly markdown: string;
  readonly headings: readonly Heading[];
  readonly sentences: readonly Sentence[];
}

export interface Heading {
  readonly level: 2 | 3;
  readonly text: string;
  readonly anchor: string;
}

/** The unit that can be quoted: a sentence of the prose, or a row of a table. */
export interface Sentence {
  /** Word for word, without the targets of links; the cells of a row are separated by ` | `. */
  readonly text: string;
  /** The same with its links, as it stands in the file. */
  readonly markdown: string;
  readonly isRow: boolean;
  /** Null: it stands before the first heading. */
  readonly heading: Heading | null;
  /** The questions that the author wrote for it, in the words of those who ask. */
  readonly questions: readonly string[];
}

/** The address of a page or of a heading in it, below the origin. */
export function addressOf({ path }: Pick<Page, 'path'>, heading: Heading | null = null): string {
  return heading === null ? `/docs/${path}` : `/docs/${path}#${heading.anchor}`;
}

export function markdownAddressOf({ path }: Pick<Page, 'path'>): string {
  return `/docs/${path}.md`;
}

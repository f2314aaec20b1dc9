/** A page of the documentation, read from its Markdown file. Tokens such as `{price:PROMPT}` are not yet replaced. */
export interface Page {
  /** The path below /docs without an extension, such as `actions/background`. */
  readonly path: string;
  readonly title: string;
  /** One sentence. */
  readonly description: string;
  /** Its section in the table of contents. */
  readonly section: string;
  /** Its position in the section. */
  readonly order: number;
  /** The body without front matter, comments and title. */
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
  /** The text without the targets of links; the cells of a row are separated by ` | `. */
  readonly text: string;
  /** The same in Markdown, with links. */
  readonly markdown: string;
  readonly isRow: boolean;
  /** Null before the first heading. */
  readonly heading: Heading | null;
  /** The questions that the author wrote for it. */
  readonly questions: readonly string[];
}

/** The address of a page or of a heading in it, below the origin. */
export function addressOf({ path }: Pick<Page, 'path'>, heading: Heading | null = null): string {
  return heading === null ? `/docs/${path}` : `/docs/${path}#${heading.anchor}`;
}

export function markdownAddressOf({ path }: Pick<Page, 'path'>): string {
  return `/docs/${path}.md`;
}

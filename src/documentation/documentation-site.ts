import type { GraphQLSchema } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { Viewer } from '../access/viewer.ts';
import type { Answers } from '../answers/answers.ts';
import { fillTokens, type Figures } from '../answers/fill-tokens.ts';
import { balanceToTell, type CurrentFigures } from '../answers/current-figures.ts';
import type { Page } from '../answers/page.ts';
import type { Documentation } from '../answers/read-pages.ts';
import { llmsText } from './llms-text.ts';
import { contentsHtml, pageHtml } from './page-html.ts';
import { pageMarkdown, titledMarkdown } from './page-markdown.ts';
import { type Found, PageSearch } from './page-search.ts';
import { schemaPages } from './schema-pages.ts';

export interface SiteOptions {
  readonly answers: Answers;
  readonly schema: GraphQLSchema;
  /** The URL under which clients reach this server, without a trailing slash. */
  readonly publicUrl: () => string;
}

/** The maximum size of the cache of documents rendered without a credential, in UTF-16 units. */
const RENDERED_MAX = 16_000_000;

/** The pages of docs/ and the API reference, rendered with current prices and balances. */
export class DocumentationSite {
  readonly #documentation: Documentation;
  readonly #schema: GraphQLSchema;
  /** Made on first use, as the index is: most tests never read a page. */
  #pages: readonly Page[] | null = null;
  #search: PageSearch | null = null;
  readonly #figures: CurrentFigures;
  readonly #publicUrl: () => string;
  readonly #rendered = new LRUCache<string, string>({
    maxSize: RENDERED_MAX,
    sizeCalculation: ({ length }) => length || 1,
  });

  constructor({ answers, schema, publicUrl }: SiteOptions) {
    this.#documentation = answers.documentation;
    this.#schema = schema;
    this.#figures = answers.figures;
    this.#publicUrl = publicUrl;
  }

  /** In the order of the table of contents. */
  get pages(): readonly Page[] {
    this.#pages ??= [...this.#documentation.pages, ...schemaPages(this.#schema)];
    return this.#pages;
  }

  /** Builds the index in advance, so that the first search does not wait for it. */
  buildIndex(): PageSearch {
    this.#search ??= new PageSearch(this.pages);
    return this.#search;
  }

  page(path: string): Page | null {
    return this.pages.find((page) => page.path === path) ?? null;
  }

  /** The sections of pages that contain every word, or a word with it as prefix, best match first. */
  search(query: string): Found[] {
    return this.buildIndex().search(query);
  }

  nearestPages(path: string): Page[] {
    return this.buildIndex().nearestPages(path, 5);
  }

  async html(page: Page, viewer: Viewer | null): Promise<string> {
    return this.#withFigures(`html ${page.path}`, viewer, (figures) => {
      return pageHtml(page, fillTokens(page.markdown, figures), this.pages).text;
    });
  }

  async markdown(page: Page, viewer: Viewer | null): Promise<string> {
    return this.#withFigures(`markdown ${page.path}`, viewer, (figures) => {
      return pageMarkdown(page, fillTokens(page.markdown, figures));
    });
  }

  contents(): string {
    return contentsHtml(this.pages).text;
  }

  llms(): string {
    return llmsText(this.pages, this.#publicUrl());
  }

  /** All pages in one text. */
  async llmsFull(viewer: Viewer | null): Promise<string> {
    return this.#withFigures('llms-full', viewer, (figures) =>
      this.pages.map((page) => titledMarkdown(page, fillTokens(page.markdown, figures))).join('\n'),
    );
  }

  /** Caches what is rendered without a credential. With one it contains the caller's balances and is not cached. */
  async #withFigures(name: string, viewer: Viewer | null, render: (figures: Figures) => string): Promise<string> {
    const { credits, version } = await this.#figures.prices(viewer);
    const projects = await this.#figures.projectsOf({ viewer, projectId: null });
    const figures = { credits, balance: balanceToTell(projects) };
    if (viewer) return render(figures);
    const key = `${version} ${name}`;
    const kept = this.#rendered.get(key) ?? render(figures);
    this.#rendered.set(key, kept);
    return kept;
  }
}

import { addressOf, type Page } from '../answers/page.ts';
import { html, type Html, NOTHING } from './html.ts';
import { sectionsOf } from './table-of-contents.ts';
import { ASSETS } from './links.ts';

export interface Layout {
  readonly title: string;
  readonly description: string;
  /** The page that is shown; null for the table of contents, answers asked there, and notices. */
  readonly page: Page | null;
  readonly pages: readonly Page[];
  /** The question that was asked, shown again in the question box. */
  readonly question: string;
  /** Whether search engines may list it. */
  readonly isIndexed: boolean;
  readonly main: Html;
  /** Content beside the text on wide screens. */
  readonly aside: Html;
}

/** A complete HTML document. Reading and asking work without JavaScript. */
export function layout({ title, description, page, pages, question, isIndexed, main, aside }: Layout): Html {
  const address = page ? addressOf(page) : '/docs';
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="description" content="${description}" />
        <meta name="referrer" content="no-referrer" />
        ${isIndexed ? NOTHING : html`<meta name="robots" content="noindex" />`}
        <title>${title} · Darkroom</title>
        <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
        <link rel="alternate" type="text/markdown" href="${page ? `${address}.md` : '/llms.txt'}" />
        <link rel="describedby" type="text/plain" href="/llms.txt" />
        <link rel="stylesheet" href="${ASSETS}/docs.css" />
        <script src="/color-scheme.js"></script>
        <script type="module" src="${ASSETS}/docs.js"></script>
      </head>
      <body>
        <a class="skip" href="#main">Skip to the text</a>
        <header>
          <a class="brand" href="/docs">Darkroom <span>Documentation</span></a>
          <form class="ask" role="search" action="${address}" method="get">
            <input
              type="search"
              name="ask"
              value="${question}"
              maxlength="500"
              required
              placeholder="Ask or search"
              aria-label="Ask the documentation"
              autocomplete="off"
            />
            <button>Ask</button>
          </form>
          <nav class="places" aria-label="Places">
            <a class="jump" href="#contents">Contents</a><a href="/">Studio</a>
          </nav>
        </header>
        <div class="columns">
          <main id="main">${main}</main>
          ${aside}
          <nav id="contents" aria-label="Contents">${contents(pages, page)}</nav>
        </div>
      </body>
    </html> `;
}

function contents(pages: readonly Page[], current: Page | null): Html {
  return html`${sectionsOf(pages).map(
    ({ title, pages: inSection }) =>
      html`<h2>${title}</h2>
        <ul>
          ${inSection.map((page) => html`<li>${entry(page, page === current)}</li>`)}
        </ul> `,
  )}`;
}

function entry(page: Page, isCurrent: boolean): Html {
  return isCurrent
    ? html`<a href="${addressOf(page)}" aria-current="page">${page.title}</a>`
    : html`<a href="${addressOf(page)}">${page.title}</a>`;
}

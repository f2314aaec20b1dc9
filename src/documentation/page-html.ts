import { addressOf, markdownAddressOf, type Page } from '../answers/page.ts';
import { html, type Html, NOTHING } from './html.ts';
import { layout } from './layout.ts';
import { markdownHtml } from './markdown-html.ts';
import { neighboursOf, sectionsOf } from './table-of-contents.ts';

/** A page as HTML. `filled` is its Markdown with current prices and balances. */
export function pageHtml(page: Page, filled: string, pages: readonly Page[]): Html {
  const main = html`<article>
      <p class="section">${page.section}</p>
      <h1>${page.title}</h1>
      ${markdownHtml(filled, page.path)}
    </article>
    ${steps(page, pages)}
    <footer>
      <a href="${markdownAddressOf(page)}">This page as Markdown</a> · <a href="/llms.txt">For programs</a>
    </footer>`;
  const { title, description } = page;
  return layout({ title, description, page, pages, question: '', isIndexed: true, main, aside: onThisPage(page) });
}

/** The table of contents, with the description of each page. */
export function contentsHtml(pages: readonly Page[]): Html {
  const main = html`<article class="overview">
    <h1>Documentation</h1>
    <p>
      Ask a question in your own words, or read on: what each action costs, how to call the API, and how to run
      Darkroom.
    </p>
    ${sectionsOf(pages).map(
      ({ title, pages: inSection }) =>
        html`<section>
          <h2>${title}</h2>
          <ul>
            ${inSection.map((page) => html`<li><a href="${addressOf(page)}">${page.title}</a><span>${page.description}</span></li> `)}
          </ul>
        </section> `,
    )}
  </article>`;
  const description = 'What each action costs, how to call the API, and how to run Darkroom.';
  return layout({
    title: 'Documentation',
    description,
    page: null,
    pages,
    question: '',
    isIndexed: true,
    main,
    aside: NOTHING,
  });
}

function onThisPage({ headings }: Page): Html {
  if (headings.length < 2) return NOTHING;
  const links = headings.map(
    ({ level, text, anchor }) =>
      html`<li class="level-${level}"><a href="#${anchor}">${text.replaceAll('`', '')}</a></li> `,
  );
  return html`<nav id="on-this-page" aria-label="On this page">
    <h2>On this page</h2>
    <ul>
      ${links}
    </ul>
  </nav>`;
}

function steps(page: Page, pages: readonly Page[]): Html {
  const { previous, next } = neighboursOf(pages, page);
  return html`<nav class="steps" aria-label="Previous and next page">
    ${previous ? html`<a rel="prev" href="${addressOf(previous)}"><span>Previous</span>${previous.title}</a>` : NOTHING}
    ${next ? html`<a rel="next" href="${addressOf(next)}"><span>Next</span>${next.title}</a>` : NOTHING}
  </nav>`;
}

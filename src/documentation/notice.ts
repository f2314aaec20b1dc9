import { addressOf, markdownAddressOf, type Page } from '../answers/page.ts';
import { escapeMarkdown } from '../answers/render-markdown.ts';
import { html, type Html, NOTHING } from './html.ts';
import { layout } from './layout.ts';

/** A short message instead of a page or an answer, with links to related pages. */
export interface Notice {
  readonly code: string;
  readonly title: string;
  readonly message: string;
  /** Pages whose address is similar to the requested one. */
  readonly nearest: readonly Page[];
}

export function noticeHtml({ title, message, nearest }: Notice, pages: readonly Page[]): Html {
  const links = nearest.map(
    (page) => html`<li><a href="${addressOf(page)}">${page.title}</a><span>${page.description}</span></li> `,
  );
  const list =
    nearest.length > 0
      ? html`<h2>Perhaps you mean</h2>
          <ul>
            ${links}
          </ul>`
      : NOTHING;
  const main = html`<article class="overview">
    <h1>${title}</h1>
    <p>${message}</p>
    <section>${list}</section>
  </article>`;
  return layout({
    title,
    description: message,
    page: null,
    pages,
    question: '',
    isIndexed: false,
    main,
    aside: NOTHING,
  });
}

export function noticeMarkdown({ title, message, nearest }: Notice): string {
  const links = nearest.map((page) => `- [${page.title}](${markdownAddressOf(page)}): ${page.description}`);
  const list = nearest.length > 0 ? `Perhaps you mean:\n\n${links.join('\n')}\n\n` : '';
  return `# ${title}\n\n${escapeMarkdown(message)}\n\n${list}All pages: /llms.txt\n`;
}

/** In the error format of all routes except GraphQL. */
export function noticeJson({ code, message, nearest }: Notice): object {
  return {
    error: { code, message },
    nearest: nearest.map((page) => ({ title: page.title, url: markdownAddressOf(page) })),
  };
}

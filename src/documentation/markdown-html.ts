import GithubSlugger from 'github-slugger';
import { Marked, type Tokens } from 'marked';
import { readFenceInfo } from './fence.ts';
import { highlight } from './highlight.ts';
import { html, Html, NOTHING } from './html.ts';
import { pageLink, pictureAddress } from './links.ts';

/** The beginnings of allowed link targets. Excludes `javascript:`, `data:` and protocol-relative URLs. */
const SAFE_LINK = /^(https?:\/\/|\/(?!\/)|#)/;

/**
 * Renders Markdown as HTML. HTML in it is escaped. Links between pages become links to their URLs, headings get the anchors
 * that GitHub gives them, and wide tables scroll on their own.
 *
 * @param from the path of the page that contains the Markdown
 */
export function markdownHtml(markdown: string, from: string): Html {
  const slugger = new GithubSlugger();
  const marked = new Marked({
    renderer: {
      html: ({ text }) => html`${text}`.text,
      code: (token) => codeBlock(token).text,
      heading({ tokens, depth, text }) {
        const anchor = slugger.slug(text);
        const title = new Html(this.parser.parseInline(tokens));
        return `${headingHtml(depth, anchor, title).text}\n`;
      },
      link({ href, tokens }) {
        const text = new Html(this.parser.parseInline(tokens));
        const address = addressOfLink(from, href);
        return (address === null ? text : html`<a href="${address}">${text}</a>`).text;
      },
      image({ href, text }) {
        const address = pictureAddress(href);
        return (address === null ? html`${text}` : html`<img src="${address}" alt="${text}" loading="lazy" />`).text;
      },
      tablecell({ tokens, header }) {
        const cell = new Html(this.parser.parseInline(tokens));
        return `${(header ? html`<th scope="col">${cell}</th>` : html`<td>${cell}</td>`).text}\n`;
      },
    },
    hooks: {
      // Each table gets a focusable container, so that one wider than the page can be scrolled by keyboard. Two landmarks of a page
      // must not have the same name.
      postprocess(text) {
        let tables = 0;
        return text
          .replaceAll('<table>', () => {
            tables += 1;
            return `<div class="table" tabindex="0" role="region" aria-label="Table ${tables}"><table>`;
          })
          .replaceAll('</table>', '</table></div>');
      },
    },
  });
  return new Html(marked.parse(markdown, { async: false }));
}

function headingHtml(depth: number, anchor: string, title: Html): Html {
  const link = html`<a class="anchor" href="#${anchor}" aria-label="Link to this section">#</a>`;
  return depth === 2 ? html`<h2 id="${anchor}">${title} ${link}</h2>` : html`<h3 id="${anchor}">${title} ${link}</h3>`;
}

function codeBlock({ text, lang = '' }: Tokens.Code): Html {
  const { language, file } = readFenceInfo(lang);
  const caption = file === null ? NOTHING : html`<figcaption>${file}</figcaption>`;
  const code = html`<pre tabindex="0"><code class="hljs">${highlight(text, language)}</code></pre>`;
  return html`<figure class="code">${caption}${code}</figure> `;
}

function addressOfLink(from: string, href: string): string | null {
  const link = pageLink(from, href);
  if (link === null) return SAFE_LINK.test(href) ? href : null;
  const fragment = link.anchor === '' ? '' : `#${link.anchor}`;
  return link.page === from ? fragment || `/docs/${from}` : `/docs/${link.page}${fragment}`;
}

import type { Answer, AnswerExcerpt, AnswerFact } from '../answers/answer.ts';
import { addressOf, type Page } from '../answers/page.ts';
import { NOT_ANSWERED } from '../answers/render-markdown.ts';
import { answerRatingHtml } from './answer-rating-html.ts';
import { html, type Html, NOTHING } from './html.ts';
import { layout } from './layout.ts';
import { markdownHtml } from './markdown-html.ts';

export interface AnswerPlace {
  /** The page on which the question was asked; null: the table of contents. */
  readonly page: Page | null;
  readonly pages: readonly Page[];
  /** Added to the links of follow-up questions. */
  readonly goal: string | null;
}

/** The answer as an HTML page. `text` and excerpts are Markdown of the pages; everything else is plain text. */
export function answerHtml(answer: Answer, { page, pages, goal }: AnswerPlace): Html {
  const { question, text, facts, excerpts, sources, followUps } = answer;
  const address = page ? addressOf(page) : '/docs';
  const main = html`<article class="answer">
      <p class="section">Answer</p>
      <h1>${question.trim() === '' ? 'Ask a question' : question}</h1>
      <div class="told">${text === null ? html`<p>${NOT_ANSWERED}</p>` : markdownHtml(text, page?.path ?? '')}</div>
      ${facts.map((fact) => factHtml(fact))} ${part('Word for word', excerpts, excerptHtml)}
      ${part('Sources', sources, ({ title, url }) => html`<li><a href="${url.replace(/\.md$/, '')}">${title}</a></li>`)}
      ${part('Ask next', followUps, (each) => html`<li><a href="${address}?${asking(each, goal)}">${each}</a></li>`)}
      ${question.trim() === '' ? NOTHING : answerRatingHtml(question)}
    </article>
    <footer>
      Answered by ${answer.answeredBy} from version ${answer.docsVersion} of the pages and version
      ${answer.priceVersion} of the prices.
    </footer>`;
  const title = question.trim() === '' ? 'Ask a question' : question;
  return layout({ title, description: title, page, pages, question, isIndexed: false, main, aside: NOTHING });
}

function asking(question: string, goal: string | null): string {
  return String(new URLSearchParams({ ask: question, ...(goal !== null && { goal }) }));
}

function factHtml({ text, at }: AnswerFact): Html {
  const iso = new Date(at).toISOString();
  return html`<p class="fact">
    ${text} <time datetime="${iso}">Since ${iso.slice(0, 16).replace('T', ' ')} UTC.</time>
  </p> `;
}

function excerptHtml({ page, heading, text, url }: AnswerExcerpt): Html {
  const place = heading === page ? page : `${page}: ${heading}`;
  return html`<li>
    <blockquote>${markdownHtml(text, '')}</blockquote>
    <a href="${url}">${place}</a>
  </li> `;
}

function part<Item>(title: string, items: readonly Item[], show: (item: Item) => Html): Html {
  if (items.length === 0) return NOTHING;
  return html`<section>
    <h2>${title}</h2>
    <ul>
      ${items.map(show)}
    </ul>
  </section> `;
}

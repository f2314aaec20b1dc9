import { html, type Html } from './html.ts';

/** Where the form below an answer is sent. */
export const RATING_ADDRESS = '/docs/rating';

/** Asks whether the answer to a question helped; works without JavaScript. */
export function answerRatingHtml(question: string): Html {
  return html`<form class="rating" method="post" action="${RATING_ADDRESS}">
    <input type="hidden" name="question" value="${question}" />
    <span id="helpful">Was this helpful?</span>
    <button name="helpful" value="yes" aria-describedby="helpful">Yes</button>
    <button name="helpful" value="no" aria-describedby="helpful">No</button>
  </form>`;
}

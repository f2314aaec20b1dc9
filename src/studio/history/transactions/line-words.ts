import { GRANT_SOURCE } from '../../credits/grant-words.ts';
import type { TransactionLineFragment } from '../../generated/graphql.ts';
import { say } from '../../language/say.ts';

/** The number of words of a prompt that are shown. */
const PROMPT_WORDS = 8;

/** What a line is about, beyond its kind: the action's words, where the credits came from, and why it was done. */
export function lineWords({
  kind,
  note,
  action,
  grant,
}: Pick<TransactionLineFragment, 'kind' | 'note' | 'action' | 'grant'>): string {
  const asked = action?.prompt ?? action?.background;
  const source =
    grant && (kind === 'GRANT' ? say(GRANT_SOURCE[grant.source]) : (grant.note ?? say(GRANT_SOURCE[grant.source])));
  return [asked && say('history.quoted', { words: firstWords(asked) }), source, note].filter(Boolean).join(' · ');
}

function firstWords(text: string): string {
  const words = text.trim().split(/\s+/);
  return words.length > PROMPT_WORDS ? `${words.slice(0, PROMPT_WORDS).join(' ')} …` : words.join(' ');
}

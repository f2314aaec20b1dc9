import { formatCredits } from '../../language/formats.ts';
import { say } from '../../language/say.ts';
import { actionTitle } from '../../prices/action-title.ts';
import type { SheetItem } from './sheet-item.ts';

const WORDS_MAX = 90;

function shortened(words: string): string {
  return words.length > WORDS_MAX ? `${words.slice(0, WORDS_MAX)}…` : words;
}

/** The accessible name of an item: its action, its prompt and its status. */
export function itemName({ action, picture }: SheetItem): string {
  if (!action) return picture?.fileName ?? say('sheet.uploadedPicture');
  const words = action.kind === 'BACKGROUND' ? action.background : action.prompt;
  const title = actionTitle(action.kind);
  const name = words ? say('sheet.named', { action: title, words: shortened(words) }) : title;
  switch (action.status) {
    case 'QUEUED':
      return say('sheet.queued', { name });
    case 'RUNNING':
      return say('sheet.developing', { name });
    case 'SUCCEEDED':
      return picture ? name : say('sheet.nameDeleted', { name });
    case 'FAILED':
      return say('sheet.nameFailed', { name, credits: formatCredits(action.credits) });
    case 'CANCELED':
      return say('sheet.nameCanceled', { name, credits: formatCredits(action.credits) });
  }
}

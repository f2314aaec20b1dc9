import { formatCredits } from '../../language/formats.ts';
import type { ActionStatus } from '../../generated/graphql.ts';
import { useActionTitle } from '../../prices/use-price-list.ts';
import type { SheetItem } from './sheet-item.ts';

const STATE: Readonly<Record<ActionStatus, string>> = {
  QUEUED: ', queued',
  RUNNING: ', developing',
  SUCCEEDED: '',
  FAILED: ', failed',
  CANCELED: ', canceled',
};

const WORDS_MAX = 90;

/** What an item is called: the action, its words, and what became of it. */
export function useItemName(): (item: SheetItem) => string {
  const titleOf = useActionTitle();
  return ({ action, picture }) => {
    if (!action) return picture?.fileName ?? 'Uploaded picture';
    const words = action.kind === 'BACKGROUND' ? action.background : action.prompt;
    const told = words ? `: ${words.length > WORDS_MAX ? `${words.slice(0, WORDS_MAX)}…` : words}` : '';
    const isOver = action.status === 'FAILED' || action.status === 'CANCELED';
    const back = isOver ? `, ${formatCredits(action.credits)} refunded` : '';
    const gone = action.status === 'SUCCEEDED' && !picture ? ', deleted' : '';
    return `${titleOf(action.kind)}${told}${STATE[action.status]}${gone}${back}`;
  };
}

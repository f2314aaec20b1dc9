import type { ActionKind } from '../../generated/graphql.ts';
import type { SheetItem } from '../items/sheet-item.ts';
import { useSearchParams } from 'wouter';

/** Which of the pictures are shown: those of an action, those that were uploaded, that failed, or that somebody marked. */
export type Shown = ActionKind | 'ALL' | 'UPLOADED' | 'FAILED' | 'FAVORITE';

export const SHOWN: readonly Shown[] = [
  'ALL',
  'FAVORITE',
  'PROMPT',
  'PROMPT_EDIT',
  'BACKGROUND',
  'EXPAND',
  'UPLOADED',
  'FAILED',
];

export interface SheetFilter {
  readonly shown: Shown;
  /** Each of these is to be found in what the picture was made from, or in the name of its file. */
  readonly words: string;
}

export function isFiltered({ shown, words }: SheetFilter): boolean {
  return shown !== 'ALL' || words.trim() !== '';
}

/** Those that the filter lets through, in their order. */
export function filtered(items: readonly SheetItem[], { shown, words }: SheetFilter): readonly SheetItem[] {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  return items.filter(
    (item) => !isDeleted(item) && isShown(item, shown) && wanted.every((word) => textOf(item).includes(word)),
  );
}

/** It was made, and is not there any more. */
function isDeleted({ action, picture }: SheetItem): boolean {
  return action?.status === 'SUCCEEDED' && picture === null;
}

function isShown({ action, picture }: SheetItem, shown: Shown): boolean {
  switch (shown) {
    case 'ALL':
      return true;
    case 'UPLOADED':
      return action === null;
    case 'FAILED':
      return action?.status === 'FAILED';
    case 'FAVORITE':
      return picture?.favorite === true;
    case 'PROMPT':
    case 'PROMPT_EDIT':
    case 'BACKGROUND':
    case 'EXPAND':
      return action?.kind === shown;
  }
}

function textOf({ action, picture }: SheetItem): string {
  const said = action ? [action.prompt, action.model, action.styling, action.background] : [picture?.fileName];
  return said.join(' ').toLowerCase();
}

/** The filter of the sheet, as the address says it: it can be shared, kept and loaded again. */
export function useSheetFilter(): readonly [SheetFilter, (changed: Partial<SheetFilter>) => void] {
  const [params, setParams] = useSearchParams();
  const filter: SheetFilter = {
    shown: SHOWN.find((each) => each === params.get('show')) ?? 'ALL',
    words: params.get('words') ?? '',
  };
  const change = (changed: Partial<SheetFilter>) =>
    setParams(
      (before) => {
        const after = new URLSearchParams(before);
        const { shown, words } = { ...filter, ...changed };
        if (shown === 'ALL') after.delete('show');
        else after.set('show', shown);
        if (words === '') after.delete('words');
        else after.set('words', words);
        return after;
      },
      { replace: true },
    );
  return [filter, change];
}

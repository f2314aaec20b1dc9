import { useSearchParams } from 'wouter';
import { type SheetFilter, SHOWN } from './sheet-filter.ts';

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

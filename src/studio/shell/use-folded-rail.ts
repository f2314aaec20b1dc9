import { useLocalStorage } from '@mantine/hooks';
import { useLocation } from 'wouter';
import { useShortcut } from '../shortcuts/use-shortcuts.ts';

/** A project's pages have the width for themselves until somebody has said otherwise. */
const FOLDED_AT_FIRST = /^\/projects\//;

/** Whether the rail shows marks alone. "[" folds it and opens it; the choice is remembered. */
export function useFoldedRail(): readonly [boolean, () => void] {
  const [address] = useLocation();
  const [chosen, setChosen] = useLocalStorage<'folded' | 'open' | null>({
    key: 'darkroom.rail',
    defaultValue: null,
    getInitialValueInEffect: false,
  });
  const isFolded = chosen === null ? FOLDED_AT_FIRST.test(address) : chosen === 'folded';
  const toggle = () => setChosen(isFolded ? 'open' : 'folded');
  useShortcut('rail', toggle);
  return [isFolded, toggle];
}

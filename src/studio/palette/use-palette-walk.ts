import { type KeyboardEvent, useEffect, useState } from 'react';
import type { PaletteEntry } from './palette-entry.ts';

const PAGE = 8;

export interface PaletteWalkOptions {
  readonly entries: readonly PaletteEntry[];
  readonly optionId: (id: string) => string;
  readonly onRun: (entry: PaletteEntry) => void;
}

/** The active entry: the first one, until arrow keys move to another. Enter runs it. */
export function usePaletteWalk({ entries, optionId, onRun }: PaletteWalkOptions) {
  const [chosenId, setChosenId] = useState<string | null>(null);
  const place = Math.max(
    0,
    entries.findIndex(({ id }) => id === chosenId),
  );
  const chosen = entries[place];
  const chosenOption = chosen && optionId(chosen.id);
  useEffect(() => {
    const option = chosenOption === undefined ? null : document.getElementById(chosenOption);
    option?.scrollIntoView({ block: 'nearest' });
  }, [chosenOption]);
  const press = (event: KeyboardEvent) => {
    const next = placeAfter(event.key, place, entries.length);
    if (event.key === 'Enter' && chosen) onRun(chosen);
    else if (next === null) return;
    else setChosenId(entries[next]?.id ?? null);
    event.preventDefault();
  };
  return { chosen, chosenOption, press, begin: () => setChosenId(null) };
}

function placeAfter(key: string, place: number, count: number): number | null {
  switch (key) {
    case 'ArrowDown':
      return (place + 1) % Math.max(1, count);
    case 'ArrowUp':
      return (place + count - 1) % Math.max(1, count);
    case 'PageDown':
      return Math.min(count - 1, place + PAGE);
    case 'PageUp':
      return Math.max(0, place - PAGE);
    default:
      return null;
  }
}

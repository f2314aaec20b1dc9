import { Modal } from '@mantine/core';
import { type KeyboardEvent, useEffect, useId, useState } from 'react';
import { say } from '../language/say.ts';
import type { PaletteEntry } from './palette-entry.ts';
import { PaletteList } from './palette-list.tsx';
import { usePaletteEntries } from './use-palette-entries.ts';
import classes from './palette.module.css';

/** The command palette. The focus stays in the field, and arrow keys move through the list, as in any combobox. */
export function Palette({ onClose }: { readonly onClose: () => void }) {
  const [typed, setTyped] = useState('');
  const entries = usePaletteEntries(typed);
  const listId = useId();
  const optionId = (id: string) => `${listId}-${id}`;
  const run = (entry: PaletteEntry) => {
    onClose();
    setTimeout(entry.run); // after the focus has returned, because the command may move it
  };
  const { chosen, chosenOption, press, begin } = usePaletteWalk({ entries, optionId, onRun: run });
  return (
    <Modal
      opened
      onClose={onClose}
      withCloseButton={false}
      padding={0}
      size={620}
      yOffset="12vh"
      centered={false}
      transitionProps={{ duration: 0 }}
      attributes={{ content: { 'aria-label': say('palette.aboutFind') } }}
    >
      <input
        className={classes.field}
        role="combobox"
        aria-expanded="true"
        aria-controls={listId}
        aria-activedescendant={chosenOption}
        aria-autocomplete="list"
        aria-label={say('palette.find')}
        placeholder={say('palette.placeholder')}
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          begin();
        }}
        onKeyDown={press}
        autoComplete="off"
        spellCheck={false}
        data-autofocus
      />
      <PaletteList id={listId} entries={entries} chosen={chosen} optionId={optionId} onRun={run} />
      {entries.length === 0 && (
        <p className={classes.none} role="status">
          {say('palette.nothing')}
        </p>
      )}
    </Modal>
  );
}

const PAGE = 8;

interface PaletteWalkOptions {
  readonly entries: readonly PaletteEntry[];
  readonly optionId: (id: string) => string;
  readonly onRun: (entry: PaletteEntry) => void;
}

/** The active entry: the first one, until arrow keys move to another. Enter runs it. */
function usePaletteWalk({ entries, optionId, onRun }: PaletteWalkOptions) {
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

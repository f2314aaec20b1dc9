import { Modal } from '@mantine/core';
import { useId, useState } from 'react';
import { say } from '../language/say.ts';
import type { PaletteEntry } from './palette-entry.ts';
import { PaletteList } from './palette-list.tsx';
import { usePaletteEntries } from './use-palette-entries.ts';
import { usePaletteWalk } from './use-palette-walk.ts';
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

import { useId } from 'react';
import { KeyMarks } from '../shortcuts/key-marks.tsx';
import { say } from '../language/say.ts';
import type { PaletteEntry } from './palette-entry.ts';
import classes from './palette.module.css';

const GROUPS: readonly PaletteEntry['group'][] = ['do', 'goTo', 'projects', 'pictures', 'theme'];

export interface PaletteListProps {
  readonly id: string;
  readonly entries: readonly PaletteEntry[];
  readonly chosen: PaletteEntry | undefined;
  readonly optionId: (id: string) => string;
  readonly onRun: (entry: PaletteEntry) => void;
}

/** The found entries, grouped by kind. */
export function PaletteList({ id, entries, ...rest }: PaletteListProps) {
  return (
    <div id={id} role="listbox" aria-label={say('palette.found')} className={classes.list} tabIndex={-1}>
      {GROUPS.map((group) => (
        <Group key={group} group={group} entries={entries.filter((entry) => entry.group === group)} {...rest} />
      ))}
    </div>
  );
}

interface GroupProps extends Omit<PaletteListProps, 'id'> {
  readonly group: PaletteEntry['group'];
}

function Group({ group, entries, chosen, optionId, onRun }: GroupProps) {
  const titleId = useId();
  if (entries.length === 0) return null;
  return (
    <div role="group" aria-labelledby={titleId}>
      <div id={titleId} className={classes.title} role="presentation">
        {say(`palette.${group}`)}
      </div>
      {entries.map((entry) => (
        <Option key={entry.id} entry={entry} id={optionId(entry.id)} isChosen={entry === chosen} onRun={onRun} />
      ))}
    </div>
  );
}

interface OptionProps {
  readonly entry: PaletteEntry;
  readonly id: string;
  readonly isChosen: boolean;
  readonly onRun: (entry: PaletteEntry) => void;
}

/** A click leaves the focus in the field, whose keys also choose options. So the option itself needs no key handler. */
function Option({ entry, id, isChosen, onRun }: OptionProps) {
  const { label, Icon, thumb, strokes } = entry;
  return (
    <div
      id={id}
      role="option"
      aria-selected={isChosen}
      tabIndex={-1}
      className={classes.option}
      onPointerDown={(event) => event.preventDefault()}
      onClick={() => onRun(entry)}
      onKeyDown={(event) => event.key === 'Enter' && onRun(entry)}
    >
      {thumb === undefined ? (
        <Icon size={16} aria-hidden="true" />
      ) : (
        <img src={thumb} alt="" className={classes.thumb} data-shown />
      )}
      <span className={classes.label} dir="auto">
        {label}
      </span>
      {strokes && <KeyMarks strokes={strokes.slice(0, 1)} />}
    </div>
  );
}

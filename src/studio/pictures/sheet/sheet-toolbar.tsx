import { SegmentedControl, Slider, TextInput } from '@mantine/core';
import { useDebouncedCallback, useLocalStorage } from '@mantine/hooks';
import { Search } from 'lucide-react';
import { useRef, useState } from 'react';
import { useShortcut } from '../../shortcuts/use-shortcuts.ts';
import { formatPlain } from '../../language/formats.ts';
import { say } from '../../language/say.ts';
import { actionTitle } from '../../prices/action-title.ts';
import { type SheetFilter, type Shown, SHOWN } from './sheet-filter.ts';
import classes from './sheet-tab.module.css';

const TILE_MIN_PX = 96;
const TILE_MAX_PX = 320;

/** The default size: two columns on a phone that is 390 pixels wide. */
const TILE_FIRST_PX = 168;

interface SheetView {
  /** A grid, newest first; or grouped by lineage. */
  readonly order: 'grid' | 'lineage';
  readonly tilePx: number;
}

/** The view of the sheet; the browser stores it. */
export function useSheetView(): readonly [SheetView, (changed: Partial<SheetView>) => void] {
  const [view, setView] = useLocalStorage<SheetView>({
    key: 'darkroom.sheet',
    defaultValue: { order: 'grid', tilePx: TILE_FIRST_PX },
    getInitialValueInEffect: false,
  });
  return [view, (changed) => setView({ ...view, ...changed })];
}

const SETTLE_MS = 150;

export interface SheetToolbarProps {
  readonly filter: SheetFilter;
  readonly onFilter: (changed: Partial<SheetFilter>) => void;
  readonly view: SheetView;
  readonly onView: (changed: Partial<SheetView>) => void;
  /** How many there are. */
  readonly status: string;
}

/** What is shown of the sheet, and how. */
export function SheetToolbar({ filter, onFilter, view, onView, status }: SheetToolbarProps) {
  const field = useRef<HTMLInputElement>(null);
  useShortcut('search', () => field.current?.focus());
  const [typed, setTyped] = useState(filter.words);
  const search = useDebouncedCallback((words: string) => onFilter({ words }), SETTLE_MS);
  return (
    <div className={classes.toolbar}>
      <TextInput
        ref={field}
        type="search"
        size="xs"
        className={classes.search}
        aria-label={say('sheet.words')}
        placeholder={say('sheet.words')}
        leftSection={<Search size={14} aria-hidden="true" />}
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          search(event.currentTarget.value);
        }}
      />
      <div role="radiogroup" aria-label={say('sheet.show')} className={classes.chips}>
        {SHOWN.map((shown) => (
          <label key={shown} className={classes.chip}>
            <input type="radio" name="shown" checked={shown === filter.shown} onChange={() => onFilter({ shown })} />
            {shownName(shown)}
          </label>
        ))}
      </div>
      <p className={classes.status} role="status">
        {status}
      </p>
      <div className={classes.end}>
        <SegmentedControl
          size="xs"
          aria-label={say('sheet.order')}
          value={view.order}
          onChange={(order) => onView({ order })}
          data={[
            { value: 'grid', label: say('sheet.grid') },
            { value: 'lineage', label: say('sheet.lineage') },
          ]}
        />
        <Slider
          className={classes.size}
          size="sm"
          min={TILE_MIN_PX}
          max={TILE_MAX_PX}
          step={16}
          value={view.tilePx}
          onChange={(tilePx) => onView({ tilePx })}
          label={(px) => say('sheet.px', { px: formatPlain(px) })}
          thumbLabel={say('sheet.tileSize')}
        />
      </div>
    </div>
  );
}

function shownName(shown: Shown): string {
  switch (shown) {
    case 'ALL':
      return say('sheet.all');
    case 'FAVORITE':
      return say('sheet.favorites');
    case 'UPLOADED':
      return say('sheet.uploaded');
    case 'FAILED':
      return say('sheet.failed');
    case 'PROMPT':
    case 'PROMPT_EDIT':
    case 'BACKGROUND':
    case 'EXPAND':
      return actionTitle(shown);
  }
}

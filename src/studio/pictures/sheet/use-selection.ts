import { useMemo, useState } from 'react';
import type { SheetItem } from '../items/sheet-item.ts';

export interface Selection {
  readonly ids: ReadonlySet<string>;
  readonly toggle: (item: SheetItem) => void;
  /** Everything from what was selected last up to this one. */
  readonly extendTo: (item: SheetItem) => void;
  readonly all: () => void;
  readonly only: (ids: ReadonlySet<string>) => void;
  readonly clear: () => void;
}

const NONE: ReadonlySet<string> = new Set();

/** Which of the shown items are selected. What is not shown any more is not selected any more. */
export function useSelection(shown: readonly SheetItem[]): Selection {
  const [selected, setSelected] = useState(NONE);
  const [lastId, setLastId] = useState<string | null>(null);
  const ids = useMemo(() => {
    if (selected.size === 0) return NONE;
    return new Set(shown.map(({ id }) => id).filter((id) => selected.has(id)));
  }, [shown, selected]);
  return {
    ids,
    toggle: ({ id }) => {
      const next = new Set(ids);
      if (!next.delete(id)) next.add(id);
      setSelected(next);
      setLastId(id);
    },
    extendTo: ({ id }) => {
      const [one, other] = [lastId ?? id, id].map((each) => shown.findIndex((item) => item.id === each));
      const [from, to] = [Math.min(one ?? 0, other ?? 0), Math.max(one ?? 0, other ?? 0)];
      setSelected(new Set([...ids, ...shown.slice(Math.max(0, from), to + 1).map((item) => item.id)]));
      setLastId(id);
    },
    all: () => setSelected(new Set(shown.map(({ id }) => id))),
    only: setSelected,
    clear: () => setSelected(NONE),
  };
}

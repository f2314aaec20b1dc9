import { useEffect, useEffectEvent, useSyncExternalStore } from 'react';
import { isPressed } from './shortcut-match.ts';
import { SHORTCUTS, type Shortcut, type ShortcutId } from './shortcut-table.ts';

type Does = () => void;

/** The current handlers of each shortcut. If several mounted components handle the same one, the last one is called. */
let doing: ReadonlyMap<ShortcutId, readonly Does[]> = new Map();
const listeners = new Set<Does>();

function change(id: ShortcutId, changed: (before: readonly Does[]) => readonly Does[]): void {
  doing = new Map(doing).set(id, changed(doing.get(id) ?? []));
  for (const tell of listeners) tell();
}

/** Handles a shortcut while the component is mounted; null: the shortcut is currently disabled. */
export function useShortcut(id: ShortcutId, does: Does | null): void {
  const run = useEffectEvent(() => does?.());
  const isOn = does !== null;
  useEffect(() => {
    if (!isOn) return;
    const own = () => run();
    change(id, (before) => [...before, own]);
    return () => change(id, (before) => before.filter((each) => each !== own));
  }, [id, isOn]);
}

export interface ActiveShortcut extends Shortcut {
  readonly run: Does;
}

/** The entries that currently have a handler. */
export function useActiveShortcuts(): readonly ActiveShortcut[] {
  const now = useSyncExternalStore(subscribe, () => doing);
  return SHORTCUTS.flatMap((entry) => {
    const run = now.get(entry.id)?.at(-1);
    return run ? [{ ...entry, run }] : [];
  });
}

/** Listens for all shortcuts of the table. Used once, in the shell. */
export function useShortcutListener(): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented) return; // the focused element has handled it
      for (const entry of SHORTCUTS) {
        const run = doing.get(entry.id)?.at(-1);
        if (!run || !isPressed(entry, event, document)) continue;
        event.preventDefault();
        return run();
      }
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, []);
}

function subscribe(tell: Does): Does {
  listeners.add(tell);
  return () => listeners.delete(tell);
}

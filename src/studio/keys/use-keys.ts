import { useEffect, useEffectEvent, useSyncExternalStore } from 'react';
import { isPressed } from './key-match.ts';
import { KEY_TABLE, type KeyEntry, type KeyId } from './key-table.ts';

type Does = () => void;

/** The current handlers of each shortcut. If several mounted components handle the same one, the last one is called. */
let doing: ReadonlyMap<KeyId, readonly Does[]> = new Map();
const listeners = new Set<Does>();

function change(id: KeyId, changed: (before: readonly Does[]) => readonly Does[]): void {
  doing = new Map(doing).set(id, changed(doing.get(id) ?? []));
  for (const tell of listeners) tell();
}

/** Handles a shortcut while the component is mounted; null: the shortcut is currently disabled. */
export function useKey(id: KeyId, does: Does | null): void {
  const run = useEffectEvent(() => does?.());
  const isOn = does !== null;
  useEffect(() => {
    if (!isOn) return;
    const own = () => run();
    change(id, (before) => [...before, own]);
    return () => change(id, (before) => before.filter((each) => each !== own));
  }, [id, isOn]);
}

export interface DoableKey extends KeyEntry {
  readonly run: Does;
}

/** The entries that currently have a handler. */
export function useDoable(): readonly DoableKey[] {
  const now = useSyncExternalStore(subscribe, () => doing);
  return KEY_TABLE.flatMap((entry) => {
    const run = now.get(entry.id)?.at(-1);
    return run ? [{ ...entry, run }] : [];
  });
}

/** Listens for all shortcuts of the table. Used once, in the shell. */
export function useKeyListener(): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented) return; // the focused element has handled it
      for (const entry of KEY_TABLE) {
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

import { useSyncExternalStore } from 'react';

const ENTRY = 'darkroom.dismissed';
/** Older entries are dropped, and their actions appear again, far down the sheet. */
const KEPT_MAX = 500;

const listeners = new Set<() => void>();
let known: ReadonlySet<string> | null = null;

/** The failed and canceled actions that were dismissed in this browser. The history keeps them. */
export function useDismissed(): ReadonlySet<string> {
  return useSyncExternalStore(subscribe, dismissed);
}

export function dismiss(actionId: string): void {
  known = new Set([...dismissed(), actionId].slice(-KEPT_MAX));
  localStorage.setItem(ENTRY, JSON.stringify([...known]));
  for (const tell of listeners) tell();
}

function dismissed(): ReadonlySet<string> {
  known ??= read();
  return known;
}

function read(): ReadonlySet<string> {
  const text = localStorage.getItem(ENTRY);
  return new Set(text === null ? [] : (JSON.parse(text) as string[])); // only `dismiss` writes it
}

function subscribe(tell: () => void): () => void {
  listeners.add(tell);
  return () => listeners.delete(tell);
}

import { useSyncExternalStore } from 'react';

const ENTRY = 'darkroom.dismissed';
/** The oldest are forgotten: by then they are far down the sheet. */
const KEPT_MAX = 500;

const listeners = new Set<() => void>();
let known: ReadonlySet<string> | null = null;

/** The actions without a picture that somebody has put out of sight in this browser. Their history stays. */
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
  return new Set(text === null ? [] : (JSON.parse(text) as string[])); // written by dismiss alone
}

function subscribe(tell: () => void): () => void {
  listeners.add(tell);
  return () => listeners.delete(tell);
}

import { useSyncExternalStore } from 'react';

const ENTRY = 'darkroom.notices';

/** UNAVAILABLE: this browser has none. BLOCKED: it was told to show none of this site. */
export type NoticesState = 'UNAVAILABLE' | 'BLOCKED' | 'OFF' | 'ON';

const watchers = new Set<() => void>();

function noticesState(): NoticesState {
  if (!('Notification' in globalThis) || !isSecureContext) return 'UNAVAILABLE';
  if (Notification.permission === 'denied') return 'BLOCKED';
  return Notification.permission === 'granted' && localStorage.getItem(ENTRY) === 'on' ? 'ON' : 'OFF';
}

/** Asks for the permission where there is none yet. To be called while a person presses something that says so. */
export async function switchNoticesOn(): Promise<void> {
  if (noticesState() === 'UNAVAILABLE') return;
  if (Notification.permission === 'default') await Notification.requestPermission();
  localStorage.setItem(ENTRY, 'on');
  for (const changed of watchers) changed();
}

export function switchNoticesOff(): void {
  localStorage.removeItem(ENTRY);
  for (const changed of watchers) changed();
}

export function useNoticesState(): NoticesState {
  return useSyncExternalStore(watch, noticesState);
}

function watch(changed: () => void): () => void {
  watchers.add(changed);
  return () => watchers.delete(changed);
}

export interface Notice {
  readonly title: string;
  readonly body: string;
  /** A later notice with the same tag takes its place, also one of another tab. */
  readonly tag: string;
}

/** Tells somebody who has switched notices on, and who is not looking at the page. */
export function notifyWhenAway({ title, body, tag }: Notice): void {
  if (noticesState() !== 'ON' || document.visibilityState === 'visible') return;
  try {
    const shown = new Notification(title, { body, tag, icon: '/favicon.svg' });
    shown.addEventListener('click', () => {
      window.focus();
      shown.close();
    });
  } catch {
    // Chrome on Android shows none without a service worker; the page tells the same.
  }
}

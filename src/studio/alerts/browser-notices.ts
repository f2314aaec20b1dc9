import { useSyncExternalStore } from 'react';

const ENTRY = 'darkroom.notices';

/** UNAVAILABLE: the browser does not support notifications here. BLOCKED: the user has denied them for this site. */
export type NoticesState = 'UNAVAILABLE' | 'BLOCKED' | 'OFF' | 'ON';

const watchers = new Set<() => void>();

function noticesState(): NoticesState {
  if (!('Notification' in globalThis) || !isSecureContext) return 'UNAVAILABLE';
  if (Notification.permission === 'denied') return 'BLOCKED';
  return Notification.permission === 'granted' && localStorage.getItem(ENTRY) === 'on' ? 'ON' : 'OFF';
}

/** Requests the permission if necessary. Must be called from a user gesture. */
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
  /** A later notice with the same tag replaces this one, also from another browser tab. */
  readonly tag: string;
}

/** Shows a notification if notices are on and the page is not visible. */
export function notifyWhenAway({ title, body, tag }: Notice): void {
  if (noticesState() !== 'ON' || document.visibilityState === 'visible') return;
  try {
    const shown = new Notification(title, { body, tag, icon: '/favicon.svg' });
    shown.addEventListener('click', () => {
      window.focus();
      shown.close();
    });
  } catch {
    // Chrome on Android requires a service worker; the page shows the same information.
  }
}

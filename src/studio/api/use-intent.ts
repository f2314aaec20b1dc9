import { useCallback } from 'react';

/** What somebody means to do once, whatever happens on the way. */
export interface Intent {
  /** The idempotency key for this input. It stays the same until `finish` is called, even if the page is reloaded. */
  readonly keyFor: (input: object) => string;
  /** Call it after a response, including a refusal: the next submission is a new intent. */
  readonly finish: () => void;
}

interface Kept {
  readonly key: string;
  readonly input: string;
}

/** `name` tells the form and what it is about, such as "grant prj_…". An input that was changed is another intent. */
export function useIntent(name: string): Intent {
  const entry = `darkroom.intent.${name}`;
  const keyFor = useCallback(
    (input: object) => {
      const text = JSON.stringify(input);
      const kept = read(entry);
      if (kept?.input === text) return kept.key;
      const key = crypto.randomUUID();
      sessionStorage.setItem(entry, JSON.stringify({ key, input: text } satisfies Kept));
      return key;
    },
    [entry],
  );
  const finish = useCallback(() => sessionStorage.removeItem(entry), [entry]);
  return { keyFor, finish };
}

function read(entry: string): Kept | null {
  const text = sessionStorage.getItem(entry);
  return text === null ? null : (JSON.parse(text) as Kept); // written by keyFor alone
}

import { entryOf, type KeyId, type KeyStroke } from './key-table.ts';

const IS_APPLE = /Mac|iP(hone|ad)/.test(navigator.userAgent);

const WORDS: Readonly<Record<string, string>> = {
  ' ': 'Space',
  ArrowLeft: '←',
  ArrowRight: '→',
  Escape: 'Esc',
};

/** As it stands on the keyboard: "Ctrl" "K". */
export function strokeWords({ key, isMod }: KeyStroke): readonly string[] {
  const word = WORDS[key] ?? (key.length === 1 ? key.toUpperCase() : key);
  return isMod ? [IS_APPLE ? '⌘' : 'Ctrl', word] : [word];
}

/** The first key of an entry in one word, for a tooltip. */
export function keyWord(id: KeyId): string {
  const [stroke] = entryOf(id).strokes;
  return stroke ? strokeWords(stroke).join(' ') : '';
}

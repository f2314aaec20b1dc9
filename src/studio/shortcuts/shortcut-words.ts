import { inReadingDirection } from '../language/language.ts';
import type { LabelKey } from '../language/messages/message-types.ts';
import { say } from '../language/say.ts';
import { type KeyStroke, type ShortcutId, shortcutOf } from './shortcut-table.ts';

const IS_APPLE = /Mac|iP(hone|ad)/.test(navigator.userAgent);

const ARROWS: Readonly<Record<string, string>> = { ArrowLeft: '←', ArrowRight: '→' };

const WORDS: Readonly<Record<string, LabelKey>> = {
  ' ': 'keys.space',
  Delete: 'keys.deleteKey',
  Enter: 'keys.enter',
  Escape: 'keys.escape',
};

/** The labels of the keys on the keyboard: "Ctrl", "K". */
export function strokeWords({ key, isMod }: KeyStroke): readonly string[] {
  const name = WORDS[key];
  const word = name ? say(name) : (ARROWS[inReadingDirection(key)] ?? key.toUpperCase());
  return isMod ? [IS_APPLE ? '⌘' : say('keys.control'), word] : [word];
}

/** The first shortcut of an entry as text, for a tooltip. */
export function shortcutWord(id: ShortcutId): string {
  const [stroke] = shortcutOf(id).strokes;
  return stroke ? strokeWords(stroke).join(' ') : '';
}

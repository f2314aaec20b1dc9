import type { LucideIcon } from 'lucide-react';
import type { KeyStroke } from '../keys/key-table.ts';

/** Something that the palette finds and does. */
export interface PaletteEntry {
  readonly id: string;
  readonly group: 'do' | 'goTo' | 'projects' | 'pictures' | 'theme';
  readonly label: string;
  readonly Icon: LucideIcon;
  /** A small picture in the place of the sign. */
  readonly thumb?: string;
  /** The key that does it without the palette. */
  readonly strokes?: readonly KeyStroke[];
  readonly run: () => void;
}

/** Those whose label has every word that was typed. */
export function entriesWith(entries: readonly PaletteEntry[], typed: string): readonly PaletteEntry[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  return entries.filter(({ label }) => words.every((word) => label.toLowerCase().includes(word)));
}

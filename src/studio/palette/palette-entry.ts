import type { LucideIcon } from 'lucide-react';
import type { KeyStroke } from '../shortcuts/shortcut-table.ts';

/** An item of the command palette. */
export interface PaletteEntry {
  readonly id: string;
  readonly group: 'do' | 'goTo' | 'projects' | 'pictures' | 'theme';
  readonly label: string;
  readonly Icon: LucideIcon;
  /** The URL of a thumbnail, shown instead of the icon. */
  readonly thumb?: string;
  /** The shortcut for the same command. */
  readonly strokes?: readonly KeyStroke[];
  readonly run: () => void;
}

/** The entries whose label contains every typed word. */
export function entriesWith(entries: readonly PaletteEntry[], typed: string): readonly PaletteEntry[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  return entries.filter(({ label }) => words.every((word) => label.toLowerCase().includes(word)));
}

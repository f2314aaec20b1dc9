import { Expand, ImageUp, type LucideIcon, Mountain, PencilLine, Sparkles } from 'lucide-react';
import type { ActionKind } from '../generated/graphql.ts';

const ICONS: Readonly<Record<ActionKind, LucideIcon>> = {
  PROMPT: Sparkles,
  PROMPT_EDIT: PencilLine,
  BACKGROUND: Mountain,
  EXPAND: Expand,
};

/** The sign of an action; of an upload where there is none. Its name always stands with it, seen or said. */
export function ActionMark({ kind, size = 14 }: { kind: ActionKind | null; size?: number }) {
  const Icon = kind === null ? ImageUp : ICONS[kind];
  return <Icon size={size} aria-hidden="true" />;
}

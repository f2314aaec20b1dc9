import type { SheetItem } from '../sheet/sheet-item.ts';
import type { Drafts } from './drafts.ts';

/** The drafts with the words of an action that came to nothing, to be changed and submitted again. */
export function again(drafts: Drafts, { action }: SheetItem): Drafts {
  if (!action) return drafts;
  const { kind, source, parent } = action;
  const details = {
    prompt: action.prompt ?? '',
    model: action.model ?? '',
    styling: action.styling ?? '',
    background: action.background ?? '',
  };
  switch (kind) {
    case 'PROMPT':
      return { ...drafts, kind, prompt: { ...drafts.prompt, ...details, productImageId: source?.id ?? null } };
    case 'PROMPT_EDIT':
      return { ...drafts, kind, edits: parent ? { ...drafts.edits, [parent.id]: details } : drafts.edits };
    case 'BACKGROUND':
      return { ...drafts, kind, background: { ...drafts.background, background: details.background } };
    case 'EXPAND':
      return { ...drafts, kind, expand: { ...drafts.expand, prompt: details.prompt } };
  }
}

import type { SheetItem } from '../sheet/sheet-item.ts';
import type { Details } from './drafts.ts';

/**
 * What a picture is of, in words: what the last step of its trail says, and of what that says nothing, the steps before. The
 * prompt of an Expand is about the new part alone.
 */
export function inheritedWords(trail: readonly SheetItem[]): Details {
  const steps = trail.flatMap(({ action }) => (action ? [action] : [])).toReversed();
  const pictures = steps.filter(({ kind }) => kind !== 'EXPAND');
  return {
    prompt: pictures.find(({ prompt }) => prompt)?.prompt ?? '',
    model: pictures.find(({ model }) => model)?.model ?? '',
    styling: pictures.find(({ styling }) => styling)?.styling ?? '',
    background: pictures.find(({ background }) => background)?.background ?? '',
  };
}

import type { ActionTileFragment } from '../../generated/graphql.ts';
import { sidesBetween } from './expanding.ts';
import type { Submission } from './perform-operations.ts';

/** The request that performs an action once more, with another seed; null where what it started from is not there any more. */
export function repeated(action: ActionTileFragment, projectId: string, maxCredits: number): Submission | null {
  const { kind, source, parent, image } = action;
  const of = { projectId, maxCredits, seed: null };
  const words = { model: action.model, styling: action.styling, background: action.background };
  const maskImageId = action.mask?.id ?? null;
  switch (kind) {
    case 'PROMPT': {
      const about = { prompt: action.prompt ?? '', ...words, aspectRatio: action.aspectRatio };
      return { kind, input: { ...of, ...about, sourceImageId: source?.id ?? null, maskImageId } };
    }
    case 'PROMPT_EDIT':
      return parent && { kind, input: { ...of, actionId: parent.id, prompt: action.prompt ?? '', ...words } };
    case 'BACKGROUND':
      return source
        ? { kind, input: { ...of, imageId: source.id, background: action.background ?? '', maskImageId } }
        : null;
    case 'EXPAND':
      return source && image
        ? { kind, input: { ...of, imageId: source.id, ...sidesBetween(source, image), prompt: action.prompt } }
        : null;
  }
}

import type { Drafts } from '../perform/drafts.ts';
import { sidesForRatio } from '../perform/expanding.ts';
import type { SheetItem } from '../items/sheet-item.ts';
import type { StepRequest } from './guides.ts';

export interface BegunStep {
  /** The picture to which the step applies. */
  readonly base: SheetItem;
  readonly change: (drafts: Drafts) => Drafts;
}

/** The picture of a step and the values for the form; null: that picture is missing, or the step is an upload. */
export function beginStep(request: StepRequest, items: readonly SheetItem[]): BegunStep | null {
  const base = items.find(request.kind === 'PROMPT_EDIT' ? isMadeByPrompt : isUpload); // the newest comes first
  if (!base?.picture || request.kind === 'UPLOAD') return null;
  return { base, change: (drafts) => withRequest(drafts, request, base) };
}

function withRequest(drafts: Drafts, request: Exclude<StepRequest, { kind: 'UPLOAD' }>, base: SheetItem): Drafts {
  const { kind } = request;
  const { action, picture } = base;
  if (kind === 'PROMPT_EDIT') {
    const { prompt, model, styling, background } = action ?? {};
    const words = { model: model ?? '', styling: styling ?? '', background: background ?? '' };
    const refined = { ...words, prompt: [prompt, request.change].filter(Boolean).join(', ') };
    return { ...drafts, kind, edits: { ...drafts.edits, [base.id]: refined } };
  }
  if (kind === 'BACKGROUND') {
    return { ...drafts, kind, background: { background: request.background, isPainted: false, startsFrom: 'before' } };
  }
  const sides = picture ? sidesForRatio(picture, request.ratio) : drafts.expand.sides;
  return { ...drafts, kind, expand: { imageId: picture?.id ?? null, sides, prompt: '' } };
}

function isUpload({ action, picture }: SheetItem): boolean {
  return action === null && picture !== null;
}

function isMadeByPrompt({ action, picture }: SheetItem): boolean {
  return action?.kind === 'PROMPT' && picture !== null;
}

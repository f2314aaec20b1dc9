import type { ActionTileFragment, PictureFragment } from '../../generated/graphql.ts';
import { say } from '../../language/say.ts';
import { tooLong } from '../../look/text-limit.ts';
import type { SheetItem } from '../items/sheet-item.ts';
import type { Details, Drafts } from './drafts.ts';
import { expanded, NO_SIDES, type Sides, sidesBetween, sidesProblem } from './expanding.ts';
import type { Submission } from './perform-operations.ts';

/** The limits of the API, in characters. */
export const PROMPT_MAX = 4_000;
export const DETAIL_MAX = 1_000;

export interface Composed {
  /** Null where something is missing; `missing` says what. */
  readonly submission: Submission | null;
  /** By the name of the field. */
  readonly missing: Readonly<Record<string, string>>;
}

export interface Basis {
  readonly projectId: string;
  readonly drafts: Drafts;
  /** The picture to start from. */
  readonly base: SheetItem | undefined;
  /** What the picture is of, as it was said when it was made. */
  readonly words: Details;
  /** The price shown to the user, which is the most that may be charged. */
  readonly maxCredits: number;
  /** The painted mask, once it has been uploaded. */
  readonly maskImageId: string | null;
}

/** What the form asks for, or what keeps it from being sent. The picture to start from is the caller's to check. */
export function compose(basis: Basis): Composed {
  const composed = composeKind(basis);
  const excess = composed.submission ? excessOf(composed.submission) : {};
  return Object.keys(excess).length > 0 ? lacking(excess) : composed;
}

const LIMITS = { prompt: PROMPT_MAX, model: DETAIL_MAX, styling: DETAIL_MAX, background: DETAIL_MAX };

/** Texts beyond their limits, by the name of the field. */
function excessOf({ input }: Submission): Composed['missing'] {
  const texts: Readonly<Record<string, unknown>> = { ...input };
  return Object.fromEntries(
    Object.entries(LIMITS).flatMap(([field, max]) => {
      const text = texts[field];
      const excess = typeof text === 'string' ? tooLong(text, max) : null;
      return excess === null ? [] : [[field, excess]];
    }),
  );
}

function composeKind(basis: Basis): Composed {
  switch (basis.drafts.kind) {
    case 'PROMPT':
      return composePrompt(basis);
    case 'PROMPT_EDIT':
      return composeEdit(basis);
    case 'BACKGROUND':
      return composeBackground(basis);
    case 'EXPAND':
      return composeExpand(basis);
  }
}

function composePrompt({ projectId, maxCredits, drafts: { prompt: draft, seed }, maskImageId }: Basis): Composed {
  const { aspectRatio, productImageId: sourceImageId } = draft;
  if (blank(draft.prompt)) return lacking({ prompt: say('perform.sayWhat') });
  const input = { projectId, maxCredits, seed, ...written(draft), aspectRatio, sourceImageId, maskImageId };
  return whole({ kind: 'PROMPT', input });
}

function composeEdit({ projectId, maxCredits, drafts, base, words }: Basis): Composed {
  if (!base?.action) return lacking({});
  const draft = editOf(drafts, base.action.id, words);
  if (blank(draft.prompt)) return lacking({ prompt: say('perform.sayEdit') });
  const input = { projectId, maxCredits, seed: drafts.seed, actionId: base.action.id, ...written(draft) };
  return whole({ kind: 'PROMPT_EDIT', input });
}

function composeBackground({ projectId, maxCredits, drafts, base, maskImageId }: Basis): Composed {
  const { background } = drafts.background;
  if (!base?.picture) return lacking({});
  if (blank(background)) return lacking({ background: say('perform.sayBackground') });
  const { id: imageId } = pictureBefore(drafts, base) ?? base.picture;
  const of = { projectId, maxCredits, seed: drafts.seed, imageId };
  const input = { ...of, background: background.trim(), maskImageId };
  return whole({ kind: 'BACKGROUND', input });
}

function composeExpand({ projectId, maxCredits, drafts, base }: Basis): Composed {
  if (!base?.picture) return lacking({});
  const sides = sidesOf(drafts, base.picture.id);
  const problem = sidesProblem(expanded(base.picture, sides));
  if (problem !== null) return lacking({ sides: problem });
  if (Object.values(sides).every((pixels) => pixels === 0)) {
    return lacking({ sides: say('perform.saySides') });
  }
  const prompt = textOrNull(drafts.expand.prompt);
  const input = { projectId, maxCredits, seed: drafts.seed, imageId: base.picture.id, ...sides, prompt };
  return whole({ kind: 'EXPAND', input });
}

/** The draft that refines this action: its own words until they are changed. */
export function editOf({ edits }: Drafts, actionId: string, words: Details): Details {
  return edits[actionId] ?? words;
}

/** Of a picture whose background was replaced already: the picture before, unless the result is to be started from. */
function pictureBefore({ background }: Drafts, { action }: SheetItem): PictureFragment | null {
  return action?.kind === 'BACKGROUND' && background.startsFrom === 'before' ? (action.source ?? null) : null;
}

/** What is to be added around this picture. */
export function sidesOf({ expand }: Drafts, imageId: string): Sides {
  return expand.imageId === imageId ? expand.sides : NO_SIDES;
}

/** Whether a mask on the picture says what to keep. */
export function isMasked({ kind, prompt, background }: Drafts, pictureId: string | undefined): boolean {
  if (kind === 'BACKGROUND') return background.isPainted;
  return kind === 'PROMPT' && prompt.isPainted && prompt.productImageId === pictureId;
}

function written({ prompt, model, styling, background }: Details) {
  return {
    prompt: prompt.trim(),
    model: textOrNull(model),
    styling: textOrNull(styling),
    background: textOrNull(background),
  };
}

function textOrNull(text: string): string | null {
  return blank(text) ? null : text.trim();
}

function blank(text: string): boolean {
  return text.trim() === '';
}

function whole(submission: Submission): Composed {
  return { submission, missing: {} };
}

function lacking(missing: Composed['missing']): Composed {
  return { submission: null, missing };
}

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

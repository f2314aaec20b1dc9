import { useState } from 'react';
import type { ActionKind } from '../../generated/graphql.ts';
import type { SheetItem } from '../items/sheet-item.ts';
import { NO_SIDES, type Sides, sidesBetween } from './expanding.ts';

export interface Details {
  readonly prompt: string;
  readonly model: string;
  readonly styling: string;
  readonly background: string;
}

/** What was typed and chosen for each of the four actions, kept while another one is looked at. */
export interface Drafts {
  readonly kind: ActionKind;
  /** Null for a random seed. */
  readonly seed: number | null;
  /** How many pictures are made at once, of VARIATION_COUNTS. */
  readonly count: number;
  readonly prompt: Details & {
    readonly aspectRatio: string;
    readonly productImageId: string | null;
    /** Whether a mask on the product's photo says what to keep. */
    readonly isPainted: boolean;
  };
  /** By the action that is refined; where there is none yet, its own words are the draft. */
  readonly edits: Readonly<Record<string, Details>>;
  readonly background: {
    readonly background: string;
    readonly isPainted: boolean;
    /** Of a picture whose background was replaced already: the picture before that, or the result. */
    readonly startsFrom: 'before' | 'result';
  };
  readonly expand: {
    /** The picture that the sides belong to. */
    readonly imageId: string | null;
    readonly sides: Sides;
    readonly prompt: string;
  };
}

const NOTHING: Drafts = {
  kind: 'PROMPT',
  seed: null,
  count: 1,
  prompt: {
    prompt: '',
    model: '',
    styling: '',
    background: '',
    aspectRatio: '1:1',
    productImageId: null,
    isPainted: false,
  },
  edits: {},
  background: { background: '', isPainted: false, startsFrom: 'before' },
  expand: { imageId: null, sides: NO_SIDES, prompt: '' },
};

export type ChangeDrafts = (change: (drafts: Drafts) => Drafts) => void;

/** Kept for the tab, so that loading the page again loses no words. */
export function useDrafts(projectId: string): readonly [Drafts, ChangeDrafts] {
  const entry = `darkroom.drafts.${projectId}`;
  const [drafts, setDrafts] = useState(() => read(entry));
  const change: ChangeDrafts = (changed) =>
    setDrafts((before) => {
      const after = changed(before);
      sessionStorage.setItem(entry, JSON.stringify(after));
      return after;
    });
  return [drafts, change];
}

function read(entry: string): Drafts {
  const text = sessionStorage.getItem(entry);
  return text === null ? NOTHING : { ...NOTHING, ...(JSON.parse(text) as Drafts) }; // written by change alone
}

/** The drafts with the words of an earlier action; `isSame`: with all its settings, which make the same picture again. */
export function again(before: Drafts, { action, picture }: SheetItem, isSame = false): Drafts {
  if (!action) return before;
  const drafts = { ...before, seed: isSame ? action.seed : null };
  const { kind, source, parent } = action;
  const isPainted = action.mask !== null;
  const details = {
    prompt: action.prompt ?? '',
    model: action.model ?? '',
    styling: action.styling ?? '',
    background: action.background ?? '',
  };
  switch (kind) {
    case 'PROMPT': {
      const aspectRatio = (isSame && action.aspectRatio) || drafts.prompt.aspectRatio;
      const prompt = { ...details, aspectRatio, productImageId: source?.id ?? null, isPainted };
      return { ...drafts, kind, prompt };
    }
    case 'PROMPT_EDIT':
      return { ...drafts, kind, edits: parent ? { ...drafts.edits, [parent.id]: details } : drafts.edits };
    case 'BACKGROUND':
      return { ...drafts, kind, background: { background: details.background, isPainted, startsFrom: 'result' } };
    case 'EXPAND': {
      const sides = isSame && source && picture ? { imageId: source.id, sides: sidesBetween(source, picture) } : {};
      return { ...drafts, kind, expand: { ...drafts.expand, ...sides, prompt: details.prompt } };
    }
  }
}

/**
 * What a picture is of, in words: what the last step of its trail says, and of what that says nothing, the steps before. The
 * prompt of an Expand is about the new part alone.
 */
export function inheritedWords(trail: readonly SheetItem[]): Details {
  const steps = trail.flatMap(({ action }) => (action ? [action] : [])).toReversed();
  const first = steps.findIndex(({ kind }) => kind === 'PROMPT'); // what came before it is its photo, and has words of its own
  const pictures = steps.slice(0, first === -1 ? undefined : first + 1).filter(({ kind }) => kind !== 'EXPAND');
  return {
    prompt: pictures.find(({ prompt }) => prompt)?.prompt ?? '',
    model: pictures.find(({ model }) => model)?.model ?? '',
    styling: pictures.find(({ styling }) => styling)?.styling ?? '',
    background: pictures.find(({ background }) => background)?.background ?? '',
  };
}

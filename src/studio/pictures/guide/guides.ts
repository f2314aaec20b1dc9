import type { LabelKey } from '../../language/messages/message-types.ts';
import type { ActionKind } from '../../generated/graphql.ts';
import type { SheetItem } from '../items/sheet-item.ts';

export type GuideName = 'SAMPLE' | 'WHITE' | 'SEASON' | 'FORMATS';

/** The values that a step puts into the form. The prompts are English in every language, because engines understand English best. */
export type StepRequest =
  | { readonly kind: 'UPLOAD' }
  | { readonly kind: 'PROMPT_EDIT'; readonly change: string }
  | { readonly kind: 'BACKGROUND'; readonly background: string }
  | { readonly kind: 'EXPAND'; readonly ratio: string };

export interface GuideStep {
  readonly title: LabelKey;
  readonly request: StepRequest;
}

export interface Guide {
  readonly title: LabelKey;
  readonly description: LabelKey;
  readonly steps: readonly GuideStep[];
}

const upload = (title: LabelKey = 'guide.uploadProduct'): GuideStep => ({ title, request: { kind: 'UPLOAD' } });
const background = (title: LabelKey, words: string): GuideStep => ({
  title,
  request: { kind: 'BACKGROUND', background: words },
});
const expand = (title: LabelKey, ratio: string): GuideStep => ({ title, request: { kind: 'EXPAND', ratio } });

export const GUIDES: Readonly<Record<GuideName, Guide>> = {
  SAMPLE: {
    title: 'guide.sample',
    description: 'guide.aboutSample',
    steps: [
      { title: 'guide.refine', request: { kind: 'PROMPT_EDIT', change: 'in warm evening light' } },
      upload('guide.uploadOwn'),
      background('guide.otherBackground', 'a walnut table in soft window light'),
    ],
  },
  WHITE: {
    title: 'guide.white',
    description: 'guide.aboutWhite',
    steps: [
      upload(),
      background('guide.onWhite', 'seamless pure white, soft shadow under the product'),
      expand('guide.widenFeed', '4:5'),
    ],
  },
  SEASON: {
    title: 'guide.season',
    description: 'guide.aboutSeason',
    steps: [
      upload(),
      background('guide.spring', 'a flower meadow in soft morning light'),
      background('guide.summer', 'a beach in bright daylight'),
      background('guide.autumn', 'weathered oak boards with golden light'),
      background('guide.winter', 'a mountain range in clear cold light'),
    ],
  },
  FORMATS: {
    title: 'guide.formats',
    description: 'guide.aboutFormats',
    steps: [upload(), expand('guide.square', '1:1'), expand('guide.story', '9:16'), expand('guide.banner', '16:9')],
  },
};

/** The number of pictures of each kind that a new sample project already has. */
const DONE_BEFORE: Readonly<Record<GuideName, Partial<Record<StepRequest['kind'], number>>>> = {
  SAMPLE: { UPLOAD: 1, BACKGROUND: 1, EXPAND: 1 },
  WHITE: {},
  SEASON: {},
  FORMATS: {},
};

export interface GuideProgress {
  readonly steps: readonly (GuideStep & { readonly isDone: boolean })[];
  /** The first step that is not done; null: all are done. */
  readonly next: GuideStep | null;
}

/**
 * The nth step of a kind is done when the project has n pictures of that kind. Their prompts are not compared, because users
 * may change them before they perform a step. Failed and canceled actions do not count.
 */
export function progressOf(name: GuideName, items: readonly SheetItem[]): GuideProgress {
  const needed = new Map<StepRequest['kind'], number>(
    Object.entries(DONE_BEFORE[name]) as [StepRequest['kind'], number][], // the keys are kinds
  );
  const steps = GUIDES[name].steps.map((step) => {
    const { kind } = step.request;
    const count = (needed.get(kind) ?? 0) + 1;
    needed.set(kind, count);
    return { ...step, isDone: items.filter((item) => isOfKind(item, kind)).length >= count };
  });
  return { steps, next: steps.find(({ isDone }) => !isDone) ?? null };
}

function isOfKind({ action, picture }: SheetItem, kind: 'UPLOAD' | ActionKind): boolean {
  if (!action) return kind === 'UPLOAD' && picture !== null;
  return action.kind === kind && action.status !== 'FAILED' && action.status !== 'CANCELED';
}

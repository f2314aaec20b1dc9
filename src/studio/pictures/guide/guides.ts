import type { ActionKind } from '../../generated/graphql.ts';
import type { SheetItem } from '../sheet/sheet-item.ts';

export type GuideName = 'SAMPLE' | 'WHITE' | 'SEASON' | 'FORMATS';

/** What a step puts into the form. */
export type StepRequest =
  | { readonly kind: 'UPLOAD' }
  | { readonly kind: 'PROMPT_EDIT'; readonly change: string }
  | { readonly kind: 'BACKGROUND'; readonly background: string }
  | { readonly kind: 'EXPAND'; readonly ratio: string };

export interface GuideStep {
  readonly title: string;
  readonly request: StepRequest;
}

export interface Guide {
  readonly title: string;
  readonly description: string;
  readonly steps: readonly GuideStep[];
}

const upload = (title = 'Upload a photo of the product'): GuideStep => ({ title, request: { kind: 'UPLOAD' } });
const background = (title: string, words: string): GuideStep => ({
  title,
  request: { kind: 'BACKGROUND', background: words },
});
const expand = (title: string, ratio: string): GuideStep => ({ title, request: { kind: 'EXPAND', ratio } });

export const GUIDES: Readonly<Record<GuideName, Guide>> = {
  SAMPLE: {
    title: 'Your first steps',
    description: 'A project with a photo and its pictures.',
    steps: [
      { title: 'Refine the picture by words', request: { kind: 'PROMPT_EDIT', change: 'in warm evening light' } },
      upload('Upload a photo of your own'),
      background('Put it before another background', 'a walnut table in soft window light'),
    ],
  },
  WHITE: {
    title: 'Product on white',
    description: 'A clean picture for a shop, and a higher one for the feed.',
    steps: [
      upload(),
      background('Put it on white', 'seamless pure white, soft shadow under the product'),
      expand('Widen it for the feed, 4:5', '4:5'),
    ],
  },
  SEASON: {
    title: 'Seasonal campaign',
    description: 'One product in spring, summer, autumn and winter.',
    steps: [
      upload(),
      background('Spring', 'a flower meadow in soft morning light'),
      background('Summer', 'a beach in bright daylight'),
      background('Autumn', 'weathered oak boards with golden light'),
      background('Winter', 'a mountain range in clear cold light'),
    ],
  },
  FORMATS: {
    title: 'Three formats',
    description: 'One photo as a square, a story and a banner.',
    steps: [upload(), expand('Square, 1:1', '1:1'), expand('Story, 9:16', '9:16'), expand('Banner, 16:9', '16:9')],
  },
};

/** How many steps of each kind the sample project has done before anybody opens it. */
const DONE_BEFORE: Readonly<Record<GuideName, Partial<Record<StepRequest['kind'], number>>>> = {
  SAMPLE: { UPLOAD: 1, BACKGROUND: 1, EXPAND: 1 },
  WHITE: {},
  SEASON: {},
  FORMATS: {},
};

export interface GuideProgress {
  readonly steps: readonly (GuideStep & { readonly isDone: boolean })[];
  /** The first step that is not done; null: all are. */
  readonly next: GuideStep | null;
}

/**
 * A step is done when the project has as many pictures of its kind as the steps up to it ask for, whatever their words: people
 * may change the words of a step before they perform it. Pictures that failed or were canceled do not count.
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

import type { ActionKind } from '../ledger/kernel/entry.ts';

export interface PublishedAction {
  readonly kind: ActionKind;
  readonly title: string;
  readonly description: string;
  /** The price in the first list; later lists may differ. */
  readonly firstCredits: number;
}

/** The four actions as published, in the published order. */
export const PUBLISHED_ACTIONS: readonly PublishedAction[] = [
  {
    kind: 'PROMPT',
    title: 'Prompt',
    description: 'Makes a first picture from the chosen model, styling and background.',
    firstCredits: 5,
  },
  {
    kind: 'PROMPT_EDIT',
    title: 'Prompt (Edit)',
    description: 'Refines the prompt of an earlier picture.',
    firstCredits: 1,
  },
  {
    kind: 'BACKGROUND',
    title: 'Background',
    description: 'Puts the picture before another background.',
    firstCredits: 3,
  },
  {
    kind: 'EXPAND',
    title: 'Expand',
    description: "Widens the picture's frame.",
    firstCredits: 3,
  },
];

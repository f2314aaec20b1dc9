/** How two pictures are compared: a line between them, next to one another, or one in the place of the other. */
export const COMPARISONS = ['slider', 'side', 'blink'] as const;

export type Comparison = (typeof COMPARISONS)[number];

/** How two pictures are compared: a line between them, next to one another, or one in the place of the other. */
export const COMPARISONS = [
  { value: 'slider', label: 'Slider' },
  { value: 'side', label: 'Side by side' },
  { value: 'blink', label: 'Blink' },
] as const;

export type Comparison = (typeof COMPARISONS)[number]['value'];

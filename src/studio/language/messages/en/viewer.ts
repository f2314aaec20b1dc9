export const viewer = {
  fullScreen: 'Full screen',
  place: '{place, number} of {count, number} · {name}',
  previous: 'Previous picture',
  next: 'Next picture',
  close: 'Close full screen',
} as const;

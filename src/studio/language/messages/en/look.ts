export const look = {
  whatCanBeDone: 'What can be done',
  tooLong: '{over, plural, one {# character} other {# characters}} too many: at the most {max}.',
  usedOf: '{length} of {max} characters',
  close: 'Close',
  dismiss: 'Dismiss',
} as const;

export const look = {
  whatCanBeDone: 'What can be done',
  tooLong: '{over, plural, one {# character} other {# characters}} too many: at the most {max}.',
  usedOf: '{length} of {max} characters',
  close: 'Close',
  dismiss: 'Dismiss',
  shownOnce: 'This is the only time that it is shown. {advice}',
  copied: 'Copied',
  copyThe: 'Copy the {what, select, key {key} link {link} other {secret}}',
  haveIt: 'I have it',
  cancel: 'Cancel',
} as const;

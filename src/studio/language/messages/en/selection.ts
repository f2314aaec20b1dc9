export const selection = {
  beingMade: '{count, plural, one {# picture} other {# pictures}} being made, for {credits}.',
  title: '{action} for {count, plural, one {# picture} other {# pictures}}',
  close: 'Close',
  perform: 'Perform {count, number} · {credits}',
  aspectRatio: 'Aspect ratio',
  background: 'Background',
  aboutBackground: 'What to put behind the subject of each.',
  sum: '{count, number} × {credits, number} = {sum} → {left, number} left',
  unfit:
    '{count, plural, one {# of them has this shape already, or would be too large.} other {# of them have this shape already, or would be too large.}}',
  short:
    'All {fit, number} need {credits}, and {balance, plural, one {# is} other {# are}} left: enough for the first {count, number}.',
  unknown:
    'Of {count, plural, one {# picture} other {# pictures}} it is not known: perform it again, nothing is charged twice.',
  notOthers: 'Not the others: {reasons}',
  whatIsSelected: 'What is selected',
  selected: '{count, plural, one {# selected} other {# selected}}',
  downloadZip: 'Download ZIP',
  packed: '{zipped, number} of {count, number} packed',
  backgroundMenu: 'Background…',
  expand: 'Expand…',
  noFavorites: 'No favorites',
  favorite: 'Favorite',
  delete: 'Delete…',
  clear: 'Clear',
  isComplete: '{file} is complete.',
  notWritten: 'The ZIP could not be written.',
  checkDisk: 'Look at the room on the disk, and try again.',
  notFetched:
    '{missing, plural, one {# of {count, number} could not be fetched.} other {# of {count, number} could not be fetched.}}',
  loadAgain: 'Load the page again and download these once more: {names}',
} as const;

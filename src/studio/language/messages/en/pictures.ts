export const pictures = {
  archived: 'Archived',
  nothingMore: 'Nothing more is made here; pictures and history stay.',
  mayLook: 'You may look',
  askForKey: 'Your key may see what is made, and not make pictures. Ask an admin of {workspace} for a key that may.',
  loadingFull: 'Loading the full picture',
  dismiss: 'Dismiss',
  dismissAction: 'Dismiss {action}',
} as const;

/** Messages that a language has word for word in common with English, by its code: names, and words that both have. */
export const SAME_AS_ENGLISH: Readonly<Record<string, readonly string[]>> = {
  de: [
    'errors.problem',
    'project.credits',
    'project.studio',
    'projects.name',
    'settings.changes',
    'settings.name',
    'shell.live',
    'shell.withKey',
  ],
  es: ['errors.problem', 'settings.changes', 'shell.withKey'],
  fr: ['errors.problem', 'project.studio', 'settings.changes', 'shell.withKey'],
};

export const actions = {
  PROMPT: 'Prompt',
  PROMPT_EDIT: 'Prompt (Edit)',
  BACKGROUND: 'Background',
  EXPAND: 'Expand',
  aboutPROMPT: 'Makes a first picture from the chosen model, styling and background.',
  aboutPROMPT_EDIT: 'Refines the prompt of an earlier picture.',
  aboutBACKGROUND: 'Puts the picture before another background.',
  aboutEXPAND: "Widens the picture's frame.",
} as const;

/** The combinations of theme and size in which a walk is repeated. */
export const LOOKS = [
  { name: 'light', scheme: 'light' as const, isPhone: false },
  { name: 'dark', scheme: 'dark' as const, isPhone: false },
  { name: 'light-phone', scheme: 'light' as const, isPhone: true },
  { name: 'dark-phone', scheme: 'dark' as const, isPhone: true },
];

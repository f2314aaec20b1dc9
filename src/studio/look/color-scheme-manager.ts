import { localStorageColorSchemeManager } from '@mantine/core';

/** public/color-scheme.js reads the same entry before the first paint. */
export const colorSchemeManager = localStorageColorSchemeManager({ key: 'darkroom.color-scheme' });

import { localStorageColorSchemeManager } from '@mantine/core';

/** public/color-scheme.js reads the same entry before the first paint. */
export const rememberedScheme = localStorageColorSchemeManager({ key: 'darkroom.color-scheme' });

import { AREA_MAX_PX } from './limits.ts';

/**
 * How stored pictures are decoded. It ends at what is missing or unreadable, and passes over warnings: some phones write
 * JPEGs with wrong scan parameters that every viewer shows (https://github.com/lovell/sharp/issues/1578).
 */
export const STRICT = { failOn: 'error', limitInputPixels: AREA_MAX_PX } as const;

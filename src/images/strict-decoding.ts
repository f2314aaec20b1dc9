import { AREA_MAX_PX } from './limits.ts';

/**
 * The decoder options for stored pictures: fail on missing or unreadable data, and ignore warnings, because some phones write
 * JPEGs with wrong scan parameters that every viewer accepts (https://github.com/lovell/sharp/issues/1578).
 */
export const STRICT_DECODING = { failOn: 'error', limitInputPixels: AREA_MAX_PX } as const;

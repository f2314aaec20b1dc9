/** The picture formats that are accepted, stored and served. */
export const CONTENT_TYPES = ['image/png', 'image/jpeg', 'image/webp'] as const;

/** The size limit of an upload: 20 MiB. */
export const UPLOAD_MAX_BYTES = 20 * 1024 * 1024;

/** An upload fails if no bytes arrive for this long. */
export const SENDER_SILENCE_MS = 30_000; // 30 seconds

/** The size limits of a picture, uploaded or generated. */
export const SIDE_MAX_PX = 8_192;
export const AREA_MAX_PX = 40_000_000; // 40 megapixels

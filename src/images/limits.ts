/** The formats of pictures that are taken, kept and served. */
export const CONTENT_TYPES = ['image/png', 'image/jpeg', 'image/webp'] as const;

/** The largest file that may be uploaded: 20 MiB. */
export const UPLOAD_MAX_BYTES = 20 * 1024 * 1024;

/** The longest that the sender of a file may keep silent. */
export const SENDER_SILENCE_MS = 30_000; // 30 seconds

/** The largest picture, uploaded or made. */
export const SIDE_MAX_PX = 8_192;
export const AREA_MAX_PX = 40_000_000; // 40 megapixels

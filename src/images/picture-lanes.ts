/**
 * How many pictures to decode or encode concurrently. Each takes one of the four threads that Node.js also uses for files and
 * DNS, and up to 320 MiB (40 megapixels of WebP). One core always stays free for other work; with more than two cores, also
 * one thread beside the one for scaled copies.
 */
export function pictureLanes(cores: number): number {
  return Math.max(1, Math.min(2, cores - 1));
}

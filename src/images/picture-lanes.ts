/**
 * How many pictures to decode or encode at once. Each takes one of the four threads that node reads files and looks up
 * names on, and up to 320 MiB (40 megapixels of WebP): one core always stays free for the
 * rest, and where there are more than two, a thread beside that of scaled copies.
 */
export function pictureLanes(cores: number): number {
  return Math.max(1, Math.min(2, cores - 1));
}

/**
 * How many pictures to decode or encode concurrently. Each takes one of the four threads that Node.js also uses for files and
 * DNS, and up to 320 MiB (40 megapixels of WebP). One core is left for other work where there are two or more; with
 * more than two, two run at once.
 */
export function pictureConcurrency(cores: number): number {
  return Math.max(1, Math.min(2, cores - 1));
}

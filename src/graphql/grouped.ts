/** A limit as descriptions write it, such as 1,000,000. */
export function grouped(count: number): string {
  return count.toLocaleString('en-US');
}

/** Formats a limit for a description: 1,000,000. */
export function grouped(count: number): string {
  return count.toLocaleString('en-US');
}

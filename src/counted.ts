/** A number with its noun in messages of the server: "1 project", "3 projects". */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** The maximum number of one object in a picture. */
export const COUNT_MAX = 6;

const COUNTS: ReadonlyMap<string, number> = new Map(
  'one two three four five six seven eight nine ten eleven twelve'.split(' ').map((word, index) => [word, index + 1]),
);
/** The maximum distance of a number from its object: "three small red cans". */
const REACH = 3;

export function isCountWord(word: string): boolean {
  return countIn(word) !== null;
}

/** The requested number of the object at this position. A number belongs to the next object only. */
export function countBefore(words: readonly string[], at: number, isThing: (word: string) => boolean): number {
  for (let place = at - 1; place >= Math.max(0, at - REACH); place -= 1) {
    const word = words[place] ?? '';
    const count = countIn(word);
    if (count !== null) return count;
    if (isThing(word)) return 1;
  }
  return 1;
}

function countIn(word: string): number | null {
  const count = COUNTS.get(word) ?? (/^[1-9]\d?$/u.test(word) ? Number(word) : null);
  return count;
}

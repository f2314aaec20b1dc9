/** A part of a list: `limit` rows between two positions, from the start of the range or, backward, from its end. */
export interface PageRange<Position> {
  readonly limit: number;
  /** Only rows after this position. */
  readonly after: Position | null;
  /** Only rows before this position. */
  readonly before: Position | null;
  readonly isBackward: boolean;
}

/** Below and above every UUID in use: the default bounds of a list that is ordered by id. */
export const ID_MIN = '00000000-0000-0000-0000-000000000000';
export const ID_MAX = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

/** The SQL order for reading a list whose newest row comes first. Rows of a backward page are read in reverse. */
export function readDirection({ isBackward }: Pick<PageRange<unknown>, 'isBackward'>): 'asc' | 'desc' {
  return isBackward ? 'asc' : 'desc';
}

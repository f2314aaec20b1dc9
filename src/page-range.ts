/** Which part of a list to read: `limit` rows between two positions, from the start of the list or, backward, from its end. */
export interface PageRange<Position> {
  readonly limit: number;
  /** Only rows after this position. */
  readonly after: Position | null;
  /** Only rows before this position. */
  readonly before: Position | null;
  readonly isBackward: boolean;
}

/** Below and above every UUID that is in use: the bounds of a list by id that has no others. */
export const ID_MIN = '00000000-0000-0000-0000-000000000000';
export const ID_MAX = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

/** The order in which to read a list whose newest row comes first. A page that is read backward comes in reverse. */
export function readDirection({ isBackward }: Pick<PageRange<unknown>, 'isBackward'>): 'asc' | 'desc' {
  return isBackward ? 'asc' : 'desc';
}

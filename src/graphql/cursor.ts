import { invalid } from '../input/invalid-input.ts';

const ID = '[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}';

/** What a position in each list looks like. */
const POSITIONS = {
  projects: new RegExp(`^${ID}$`),
  'projects by activity': new RegExp(`^\\d{1,15} ${ID}$`), // an instant and an id
  actions: new RegExp(`^${ID}$`),
  transactions: /^\d{1,10}$/, // a sequence
  images: new RegExp(`^${ID}$`),
  auditLog: new RegExp(`^${ID}$`),
} as const satisfies Record<string, RegExp>;

/** Which list a cursor belongs to: its name, and whose it is. A cursor of one list is refused by every other. */
export interface CursorList {
  readonly name: keyof typeof POSITIONS;
  readonly ownerId: string;
}

/** An opaque mark of a place in a list. */
export function writeCursor({ name, ownerId }: CursorList, position: string | number): string {
  return Buffer.from(`${name} ${ownerId} ${position}`).toString('base64url');
}

/** The position behind a cursor of this list, or InvalidInputError. */
export function readCursor({ name, ownerId }: CursorList, cursor: string): string {
  const text = Buffer.from(cursor, 'base64url').toString();
  const start = `${name} ${ownerId} `;
  const position = text.slice(start.length);
  if (!text.startsWith(start) || !POSITIONS[name].test(position)) {
    throw invalid('after', `must be a cursor that this very list of ${name} gave (endCursor, or a cursor of an edge)`);
  }
  return position;
}

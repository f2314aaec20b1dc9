import { invalid } from '../input/invalid-input.ts';

/** Which list a cursor belongs to: its name, and whose it is. A cursor of one list is refused by every other. */
export interface CursorList {
  readonly name: 'projects' | 'actions' | 'transactions' | 'images' | 'auditLog';
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
  if (!text.startsWith(start) || !/^([0-9a-f-]{36}|\d{1,10})$/.test(position)) {
    throw invalid('after', `must be a cursor that this very list of ${name} gave (endCursor, or a cursor of an edge)`);
  }
  return position;
}

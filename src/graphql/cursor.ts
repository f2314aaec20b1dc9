import { invalid } from '../input/invalid-input.ts';
import { LAST_INSTANT } from '../instant.ts';

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const SEQUENCE_MAX = 2 ** 31 - 1;

const isId = (position: string) => ID.test(position);

/** Of a line of a ledger. What PostgreSQL's integers do not hold is no place. */
const isSequence = (position: string) => /^\d{1,10}$/.test(position) && Number(position) <= SEQUENCE_MAX;

/** An instant and an id. What PostgreSQL cannot read as a time is no place. */
function isActivity(position: string): boolean {
  const [at = '', id = '', ...rest] = position.split(' ');
  return /^\d{1,15}$/.test(at) && Number(at) <= LAST_INSTANT && isId(id) && rest.length === 0;
}

/** What a position in each list looks like. */
const POSITIONS = {
  projects: isId,
  'projects by activity': isActivity,
  actions: isId,
  transactions: isSequence,
  images: isId,
  auditLog: isId,
} as const satisfies Record<string, (position: string) => boolean>;

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
  if (!text.startsWith(start) || !POSITIONS[name](position)) {
    throw invalid('after', `must be a cursor that this very list of ${name} gave (endCursor, or a cursor of an edge)`);
  }
  return position;
}

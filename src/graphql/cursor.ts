import { invalid } from '../input/invalid-input.ts';
import { LAST_INSTANT } from '../instant.ts';

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const SEQUENCE_MAX = 2 ** 31 - 1;

const isId = (position: string) => ID.test(position);

/** The sequence of a transaction. It must fit PostgreSQL's integer type. */
const isSequence = (position: string) => /^\d{1,10}$/.test(position) && Number(position) <= SEQUENCE_MAX;

/** An instant and an id. The instant must fit PostgreSQL's timestamptz. */
function isActivity(position: string): boolean {
  const [at = '', id = '', ...rest] = position.split(' ');
  return /^\d{1,15}$/.test(at) && Number(at) <= LAST_INSTANT && isId(id) && rest.length === 0;
}

/** The format of a position, for each list. */
const POSITIONS = {
  projects: isId,
  'projects by activity': isActivity,
  actions: isId,
  transactions: isSequence,
  images: isId,
  presets: isId,
  purchases: isId,
  shareLinks: isId,
  comments: isId,
  auditLog: isId,
} as const satisfies Record<string, (position: string) => boolean>;

/** The list that a cursor belongs to, by name and owner. Every other list refuses the cursor. */
export interface CursorList {
  readonly name: keyof typeof POSITIONS;
  readonly ownerId: string;
}

/** Encodes a position in a list as an opaque cursor. */
export function writeCursor({ name, ownerId }: CursorList, position: string | number): string {
  return Buffer.from(`${name} ${ownerId} ${position}`).toString('base64url');
}

/** Decodes a cursor of this list. Throws InvalidInputError for any other text. */
export function readCursor({ name, ownerId }: CursorList, field: 'after' | 'before', cursor: string): string {
  const text = Buffer.from(cursor, 'base64url').toString();
  const start = `${name} ${ownerId} `;
  const position = text.slice(start.length);
  if (!text.startsWith(start) || !POSITIONS[name](position)) {
    throw invalid(field, `must be a cursor of this list of ${name}: of an edge, or a startCursor or endCursor`);
  }
  return position;
}

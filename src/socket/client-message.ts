import type { SocketLimits } from './socket-limits.ts';

/** A parsed message of a client for graphql-ws. Only what is declared here has been checked. */
export interface ClientMessage {
  readonly type?: unknown;
  readonly id?: unknown;
  readonly payload?: unknown;
}

/** A message that is refused before it reaches graphql-ws. The reason names the limit. */
export interface RefusedMessage {
  readonly refusal: string;
}

type MessageLimits = Pick<SocketLimits, 'messageDepth' | 'operationIdLength'>;

/**
 * Parses a message. Invalid JSON is passed on as text, for graphql-ws to refuse. The depth is limited because recursive code
 * (JSON.stringify, graphql-js) would overflow the stack on a deeper value.
 */
export function parseClientMessage(
  text: string,
  { messageDepth, operationIdLength }: MessageLimits,
): ClientMessage | RefusedMessage | string {
  let message: unknown;
  try {
    message = JSON.parse(text);
  } catch {
    return text;
  }
  if (typeof message !== 'object' || message === null) return text;
  if (isDeeper(text, message, messageDepth)) {
    return { refusal: `Nested deeper than LIMIT_MESSAGE_DEPTH, ${messageDepth}` };
  }
  const { id } = message as ClientMessage; // an object whose fields may be anything
  if (typeof id !== 'string') return message;
  if (id.length > operationIdLength) {
    return { refusal: `The id is longer than LIMIT_OPERATION_ID_LENGTH, ${operationIdLength}` };
  }
  if (!id.isWellFormed()) return { refusal: 'The id is not well-formed Unicode: it has half of a surrogate pair' };
  return message;
}

/** Does not recurse. Skips texts that are too short to exceed the limit. */
function isDeeper(text: string, message: object, max: number): boolean {
  if (text.length <= 2 * max) return false;
  let level: object[] = [message];
  for (let depth = 1; level.length > 0; depth += 1) {
    if (depth > max) return true;
    const next: object[] = [];
    for (const value of level) {
      for (const inner of Object.values(value)) if (typeof inner === 'object' && inner !== null) next.push(inner);
    }
    level = next;
  }
  return false;
}

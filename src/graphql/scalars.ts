import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';
import { Temporal } from 'temporal-polyfill';
import { LAST_INSTANT } from '../instant.ts';

/** Milliseconds since 1970 inside, RFC 3339 in UTC with milliseconds outside. */
export const DateTime = new GraphQLScalarType<number, string>({
  name: 'DateTime',
  description:
    'An instant in RFC 3339 format, such as 2026-11-22T14:05:07.123Z. Output is in UTC with milliseconds. Input may have any ' +
    'offset and a year from 1970 to 9999; it is truncated to milliseconds.',
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc3339',
  serialize(value) {
    if (typeof value !== 'number') throw new TypeError(`DateTime cannot represent ${typeof value}`);
    return new Date(value).toISOString();
  },
  parseValue: readInstant,
  parseLiteral(node) {
    if (node.kind !== Kind.STRING) throw unreadable();
    return readInstant(node.value);
  },
});

const RFC_3339 = /^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d{1,9})?([Zz]|[+-]\d\d:\d\d)$/;

function readInstant(text: unknown): number {
  if (typeof text !== 'string' || !RFC_3339.test(text)) throw unreadable();
  try {
    const at = Temporal.Instant.from(text).epochMilliseconds; // refuses the 30th of February, which Date rolls over
    if (at >= 0 && at <= LAST_INSTANT) return at;
  } catch {
    // said below, in the same words
  }
  throw unreadable();
}

function unreadable(): GraphQLError {
  return new GraphQLError(
    'DateTime must be an RFC 3339 instant with its offset, from the year 1970 to 9999, such as 2026-11-22T14:05:07.123Z',
  );
}

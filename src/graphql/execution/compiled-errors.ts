import { type DocumentNode, GraphQLError, type Source, type SourceLocation } from 'graphql';

/**
 * An error of a compiled operation as graphql-js makes it: what a resolver threw, and where in the document and in the
 * answer that was.
 */
export function asGraphqlJsTells(error: GraphQLError, { loc }: DocumentNode): GraphQLError {
  const { message, locations, path, originalError = new Error(error.message) } = error;
  if (originalError instanceof GraphQLError && originalError.path) return originalError;
  return new GraphQLError(message, {
    source: loc?.source,
    positions: loc && locations?.map((location) => positionOf(loc.source, location)),
    path,
    originalError,
  });
}

/** The place of a line and a column in the text. */
function positionOf({ body }: Source, { line, column }: SourceLocation): number {
  const ends = Array.from(body.matchAll(/\r\n|[\n\r]/g), ({ 0: lineBreak, index }) => index + lineBreak.length);
  return (ends[line - 2] ?? 0) + column - 1;
}

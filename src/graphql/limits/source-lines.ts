/**
 * Where errors stand in their document, by one table of lines for each text.
 *
 * graphql-js looks for the line of every error from the beginning of the text: 48 errors behind 120,000 line breaks held the
 * process for a second. So a document gives its text up once it has been read. Without a text graphql-js tells each offset as
 * a column of the first line, at once, and `withLines` tells the line and the column from the table.
 */
import type { DocumentNode, GraphQLError, Source, SourceLocation } from 'graphql';

const tables = new WeakMap<Source, LineTable>();

/** Takes the text out of a document, which needs it no more than for its errors. Called again, it does nothing. */
export function giveUpText({ loc }: DocumentNode): void {
  if (!loc || tables.has(loc.source)) return;
  tables.set(loc.source, new LineTable(loc.source.body));
  loc.source.body = '';
}

/** The error with its locations as graphql-js would tell them of the whole text. */
export function withLines(error: GraphQLError): GraphQLError {
  const { source, positions } = error;
  const table = source && tables.get(source);
  if (!table || !positions) return error;
  return Object.assign(error, { locations: positions.map((position) => table.locationOf(position)) });
}

class LineTable {
  readonly #text: string;
  #starts: readonly number[] | null = null;

  constructor(text: string) {
    this.#text = text;
  }

  locationOf(offset: number): SourceLocation {
    const starts = this.#lineStarts();
    let [line, after] = [0, starts.length]; // the line that is sought is this one or a later one, before `after`
    while (after - line > 1) {
      const middle = (line + after) >> 1;
      if ((starts[middle] ?? 0) <= offset) line = middle;
      else after = middle;
    }
    return { line: line + 1, column: offset - (starts[line] ?? 0) + 1 };
  }

  /** Found when the first error asks: most documents have none. */
  #lineStarts(): readonly number[] {
    if (this.#starts) return this.#starts;
    const starts = [0];
    for (const { 0: lineBreak, index } of this.#text.matchAll(/\r\n|[\n\r]/g)) starts.push(index + lineBreak.length);
    this.#starts = starts;
    return starts;
  }
}

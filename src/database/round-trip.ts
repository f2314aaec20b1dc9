import type pg from 'pg';
import type { Statement } from './statement.ts';
import { wireText } from './wire-text.ts';
import { wireTypes } from './wire-types.ts';

/** What one statement was answered. `command` is its tag: a COMMIT after a failed statement is answered ROLLBACK. */
export interface Answer {
  readonly command: string;
  readonly rows: unknown[];
}

/** How the rows of a statement are read. */
type Column = readonly [name: string, parse: (text: string) => unknown];

/** What the server has prepared on one connection, and lives as long as that. */
export class Prepared {
  /** By the name of the statement; none where it gives no rows. Known once it has been run. */
  readonly columns = new Map<string, readonly Column[]>();
  readonly #names = new Set<string>();
  /** In the order in which the server was asked. */
  readonly #asked: string[] = [];
  #connection: pg.Connection | null = null;

  /** Prepares the statement where that has not been done. */
  prepare(connection: pg.Connection, { name, text }: Statement): void {
    if (this.#connection === null) {
      this.#connection = connection.on('parseComplete', () => this.#names.add(this.#asked.shift() ?? ''));
    }
    if (this.#names.has(name) || this.#asked.includes(name)) return;
    this.#asked.push(name);
    connection.parse({ name, text, types: [] }, true);
  }

  /** After an error: whatever stood behind it was skipped. */
  skipped(): void {
    this.#asked.length = 0;
  }
}

/**
 * Statements that are sent in one go, with one Sync at their end: the server works through them, stops at the first that
 * fails, and says everything at once. Queries of pg's own each have a Sync, an answer of their own and a write to the
 * socket on either side, which is most of what a small statement costs.
 * https://www.postgresql.org/docs/current/protocol-flow.html#PROTOCOL-FLOW-EXT-QUERY
 */
export class RoundTrip implements pg.Submittable {
  readonly #statements: readonly (Statement & { readonly texts: (string | null)[] })[];
  readonly #prepared: Prepared;
  readonly #answers: Answer[] = [];
  readonly #done = Promise.withResolvers<Answer[]>();
  #connection: pg.Connection | null = null;
  #rows: unknown[] = [];
  #failure: Error | null = null;

  /** Throws where a value is of a kind that cannot be sent. */
  constructor(statements: readonly Statement[], prepared: Prepared) {
    this.#statements = statements.map((statement) => ({ ...statement, texts: statement.values.map(wireText) }));
    this.#prepared = prepared;
  }

  /** One for each statement. Rejects with the server's error, or with what became of the connection. */
  get answers(): Promise<Answer[]> {
    return this.#done.promise;
  }

  /** Breaks the connection. */
  abandon(reason: Error): void {
    this.#connection?.stream.destroy(reason);
    this.#done.reject(reason);
  }

  /** Called by pg when it is this one's turn. */
  readonly submit = (connection: pg.Connection): void => {
    this.#connection = connection;
    connection.stream.cork();
    for (const statement of this.#statements) {
      const { name, texts } = statement;
      this.#prepared.prepare(connection, statement);
      connection.bind({ statement: name, values: texts }, true);
      if (!this.#prepared.columns.has(name)) connection.describe({ type: 'P', name: '' }, true);
      connection.execute(null, true);
    }
    connection.sync();
    connection.stream.uncork();
  };

  handleRowDescription({ fields }: { readonly fields: readonly pg.FieldDef[] }): void {
    const columns = fields.map(
      ({ name, dataTypeID }): Column => [name, wireTypes.getTypeParser(dataTypeID, 'text') as Column[1]], // of a text
    );
    this.#prepared.columns.set(this.#name(), columns);
  }

  handleDataRow({ fields }: { readonly fields: readonly (string | null)[] }): void {
    try {
      this.#rows.push(this.#read(fields));
    } catch (error) {
      this.#failure ??= error instanceof Error ? error : new Error(String(error));
    }
  }

  handleCommandComplete({ text }: { readonly text: string }): void {
    const name = this.#name();
    if (!this.#prepared.columns.has(name)) this.#prepared.columns.set(name, []);
    this.#answers.push({ command: /^[A-Z]+/.exec(text)?.[0] ?? '', rows: this.#rows });
    this.#rows = [];
  }

  handleReadyForQuery(): void {
    if (this.#failure) this.#done.reject(this.#failure);
    else this.#done.resolve(this.#answers);
  }

  handleError(error: Error): void {
    this.#prepared.skipped();
    this.#done.reject(error);
  }

  #read(fields: readonly (string | null)[]): Record<string, unknown> {
    const row: Record<string, unknown> = {};
    const columns = this.#prepared.columns.get(this.#name()) ?? [];
    columns.forEach(([name, parse], index) => {
      const text = fields[index] ?? null;
      row[name] = text === null ? null : parse(text);
    });
    return row;
  }

  /** Of the statement that is being answered. */
  #name(): string {
    return this.#statements[this.#answers.length]?.name ?? '';
  }
}

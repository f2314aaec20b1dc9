import type pg from 'pg';
import type { Statement } from './statement.ts';
import { wireTypes } from './wire-types.ts';
import { wireValues, type WireValue } from './wire-values.ts';

/** The result of a statement. `command` is its command tag: a COMMIT of a failed transaction returns ROLLBACK. */
export interface StatementResult {
  readonly command: string;
  readonly rows: unknown[];
}

/** A column of a statement's result and its parser. */
type Column = readonly [name: string, parse: (text: string) => unknown];

/** The prepared statements of one connection. */
export class Prepared {
  /** By the name of the statement, known after its first execution. Empty for statements that return no rows. */
  readonly columns = new Map<string, readonly Column[]>();
  readonly #names = new Set<string>();
  /** The names of Parse messages without a response, in order. */
  readonly #pendingNames: string[] = [];
  #connection: pg.Connection | null = null;

  /** Prepares the statement unless it is prepared. */
  prepare(connection: pg.Connection, { name, text }: Statement): void {
    if (this.#connection === null) {
      this.#connection = connection.on('parseComplete', () => this.#names.add(this.#pendingNames.shift() ?? ''));
    }
    if (this.#names.has(name) || this.#pendingNames.includes(name)) return;
    this.#pendingNames.push(name);
    connection.parse({ name, text, types: [] }, true);
  }

  /** Must be called after an error: the server skips all messages after it up to the Sync. */
  skipped(): void {
    this.#pendingNames.length = 0;
  }
}

/**
 * Statements that are sent together, followed by one Sync: the server executes them in order up to the first that fails, and
 * sends all results at once. pg's own queries each have a Sync, a response and a write to the socket on either side, which is
 * most of the cost of a small statement.
 * https://www.postgresql.org/docs/current/protocol-flow.html#PROTOCOL-FLOW-EXT-QUERY
 */
export class RoundTrip implements pg.Submittable {
  readonly #statements: readonly (Statement & { readonly sent: WireValue[] })[];
  readonly #prepared: Prepared;
  readonly #results: StatementResult[] = [];
  readonly #done = Promise.withResolvers<StatementResult[]>();
  #connection: pg.Connection | null = null;
  #rows: unknown[] = [];
  #failure: Error | null = null;

  /** Throws if a value has an unsupported type. */
  constructor(statements: readonly Statement[], prepared: Prepared) {
    this.#statements = statements.map((statement) => ({ ...statement, sent: wireValues(statement) }));
    this.#prepared = prepared;
  }

  /** One result for each statement. Rejects with the server's error or the connection's. */
  get results(): Promise<StatementResult[]> {
    return this.#done.promise;
  }

  /** Breaks the connection. */
  abandon(reason: Error): void {
    this.#connection?.stream.destroy(reason);
    this.#done.reject(reason);
  }

  /** Called by pg when the connection is free. */
  readonly submit = (connection: pg.Connection): void => {
    this.#connection = connection;
    connection.stream.cork();
    for (const statement of this.#statements) {
      const { name, sent } = statement;
      this.#prepared.prepare(connection, statement);
      connection.bind({ statement: name, values: sent }, true);
      if (!this.#prepared.columns.has(name)) connection.describe({ type: 'P', name: '' }, true);
      connection.execute(null, true);
    }
    connection.sync();
    connection.stream.uncork();
  };

  handleRowDescription({ fields }: { readonly fields: readonly pg.FieldDef[] }): void {
    const columns = fields.map(
      ({ name, dataTypeID }): Column => [name, wireTypes.getTypeParser(dataTypeID, 'text') as Column[1]], // the parser of a text format
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
    this.#results.push({ command: /^[A-Z]+/.exec(text)?.[0] ?? '', rows: this.#rows });
    this.#rows = [];
  }

  handleReadyForQuery(): void {
    if (this.#failure) this.#done.reject(this.#failure);
    else this.#done.resolve(this.#results);
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

  /** The name of the statement whose result is being received. */
  #name(): string {
    return this.#statements[this.#results.length]?.name ?? '';
  }
}

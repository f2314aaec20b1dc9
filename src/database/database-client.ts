import pg from 'pg';
import { type ServerGroup, serverGroup } from './server-group.ts';

type Connected = (error: Error) => void;

/** A connection to the server of its URL or, if the URL lists several, to the one that takes writes. Also for pools. */
export class DatabaseClient extends pg.Client {
  readonly #group: ServerGroup | null;
  #isEnded = false;

  constructor(config: pg.ClientConfig = {}) {
    const group = serverGroup(config.connectionString ?? '');
    const [first] = group?.urls ?? [];
    super(first === undefined ? config : { ...config, connectionString: first });
    this.#group = group;
  }

  override connect(): Promise<void>;
  override connect(callback: Connected): void;
  override connect(callback?: Connected): Promise<void> | void {
    const connecting = this.#group === null ? super.connect() : this.#connectTo(this.#group);
    if (callback === undefined) return connecting;
    const connected = callback as (error?: Error) => void; // pg calls it without an error, though its type requires one
    connecting.then(() => connected(), connected);
  }

  override end(): Promise<void>;
  override end(callback: (error: Error) => void): void;
  override end(callback?: (error: Error) => void): Promise<void> | void {
    this.#isEnded = true;
    return callback === undefined ? super.end() : super.end(callback);
  }

  async #connectTo(group: ServerGroup): Promise<void> {
    const primary = await group.primary();
    if (this.#isEnded) throw new Error('Connection terminated');
    const { host, port } = new pg.Client({ connectionString: primary });
    const { connectionParameters } = this as unknown as { readonly connectionParameters: object }; // pg's types lack it
    Object.assign(this, { host, port });
    Object.assign(connectionParameters, { host, port }); // by which a file of passwords is searched
    group.joined(this, primary);
    await super.connect();
  }
}

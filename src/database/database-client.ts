import pg from 'pg';
import { type ServerGroup, serverGroup } from './server-group.ts';

type Connected = (error: Error) => void;

/**
 * A connection to the server of its URL or, if the URL lists several, to the one that takes writes. Pools use this class, too.
 * If the connection breaks, its queries reject.
 */
export class DatabaseClient extends pg.Client {
  readonly #group: ServerGroup | null;
  #isSearching = false;

  constructor(config: pg.ClientConfig = {}) {
    const group = serverGroup(config.connectionString ?? '');
    const [first] = group?.urls ?? [];
    super(first === undefined ? config : { ...config, connectionString: first });
    this.#group = group;
    // Without a listener, an error event ends the process. A server may accept a session and end it in the same packet: pg then emits the
    // error before the promise of `connect` resolves, and only then does a pool add its listener.
    this.on('error', () => undefined);
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
    if (this.#isSearching) this.connection.stream.destroy(); // until a server is found, pg has nothing to end
    return callback === undefined ? super.end() : super.end(callback);
  }

  async #connectTo(group: ServerGroup): Promise<void> {
    const primary = await this.#unlessAbandoned(group.primary());
    const { host, port } = new pg.Client({ connectionString: primary });
    const { connectionParameters } = this as unknown as { readonly connectionParameters: object }; // pg's types lack it
    Object.assign(this, { host, port });
    Object.assign(connectionParameters, { host, port }); // pg looks up the password file by these
    group.joined(this, primary);
    await super.connect();
  }

  /** When connecting takes too long, a pool destroys the client's stream and expects `connect` to fail. */
  async #unlessAbandoned(search: Promise<string>): Promise<string> {
    const { stream } = this.connection;
    const abandoned = Promise.withResolvers<never>();
    const abandon = () => abandoned.reject(new Error('timeout expired'));
    stream.once('close', abandon);
    this.#isSearching = true;
    try {
      return await Promise.race([search, abandoned.promise]);
    } finally {
      this.#isSearching = false;
      stream.off('close', abandon);
    }
  }
}

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { prepareDatabase } from '../../../src/database/prepare-database.ts';
import { debianPrograms, openToServers, PostgresServer } from '../../support/postgres-server.ts';

const checkout = path.join(import.meta.dirname, '../../..');

/** Debian's PostgreSQL 15 as its package sets it up: it compiles plans (JIT), and what it has committed is on the disk. */
export class StockServer {
  readonly #folder: string;
  readonly #server: PostgresServer;

  private constructor(folder: string, server: PostgresServer) {
    this.#folder = folder;
    this.#server = server;
  }

  static async start(): Promise<StockServer> {
    const programs = debianPrograms(checkout);
    const folder = await mkdtemp(path.join(tmpdir(), 'darkroom-bench-'));
    openToServers(folder);
    return new StockServer(folder, await PostgresServer.create(programs, path.join(folder, 'data'), ['fsync = on']));
  }

  /** Makes a migrated, empty database. Gives its URL. */
  async database(name: string): Promise<string> {
    const url = await this.#server.makeDatabase(name);
    await prepareDatabase(url, path.join(checkout, 'prisma/migrations'));
    return url;
  }

  /** The same, on which plans are not compiled, whatever a session leaves as it is. */
  async databaseWithoutJit(name: string): Promise<string> {
    const url = await this.database(name);
    await this.#server.ask(`alter database "${name}" set jit = off`);
    return url;
  }

  /** Charges that are in a database. */
  async charges(name: string): Promise<number> {
    const [row] = await this.#server.ask<{ charges: number }>(
      `select count(*)::int as charges from credit_transactions where kind = 'CHARGE'`,
      name,
    );
    return row?.charges ?? 0;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#server.stop();
    await rm(this.#folder, { recursive: true, force: true });
  }
}

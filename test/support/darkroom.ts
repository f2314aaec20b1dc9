import { chmodSync, existsSync, mkdtempSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type pg from 'pg';
import { openClient } from '../../src/database/open-client.ts';
import { type Cluster, openCluster } from '../../src/embedded-postgres/cluster.ts';
import { GraphqlClient } from './graphql-client.ts';
import { logLinesOf, searchLog } from './log-watch.ts';
import { type NodeProcess, runNode } from './node-process.ts';

const main = path.join(import.meta.dirname, '../../dist/main.js');

/** A data folder of a test's own, and the processes that it starts on it. */
export class DarkroomHouse {
  readonly dataFolder: string;
  readonly #processes: NodeProcess[] = [];

  constructor() {
    this.dataFolder = mkdtempSync(path.join(tmpdir(), 'darkroom-'));
    chmodSync(this.dataFolder, 0o755); // where root tests, the database's account has to pass
  }

  /** Starts `main.js` as `npm start` does, on a free port. */
  start(args: readonly string[] = [], environment: NodeJS.ProcessEnv = {}): NodeProcess {
    const own = { DATA_DIR: this.dataFolder, PORT: '0', LOG_LEVEL: 'info', ...environment };
    const started = runNode([main, ...args], own);
    this.#processes.push(started);
    return started;
  }

  /** Starts a server, and waits until it listens. */
  async listen(environment: NodeJS.ProcessEnv = {}): Promise<{ server: NodeProcess; url: string }> {
    const server = this.start([], environment);
    await server.says('"msg":"listening"');
    return { server, url: /"url":"(http:[^"]+)","msg":"listening"/.exec(server.output())?.[1] ?? '' };
  }

  /** The same on the embedded database, with a client that holds its first key. */
  async serve(
    environment: NodeJS.ProcessEnv = {},
  ): Promise<{ server: NodeProcess; url: string; client: GraphqlClient }> {
    const { server, url } = await this.listen(environment);
    return { server, url, client: new GraphqlClient(url, await this.firstKey()) };
  }

  /** A connection to the database of the running server. */
  async connect(): Promise<pg.Client> {
    return openClient((await this.#cluster()).url('darkroom'));
  }

  #cluster(): Promise<Cluster> {
    return openCluster({ folder: path.join(this.dataFolder, 'postgres'), durable: true });
  }

  async firstKey(): Promise<string> {
    return (await readFile(path.join(this.dataFolder, 'first-api-key'), 'utf8')).trim();
  }

  /** Kills whatever still runs, the database too, and removes everything. */
  async remove(): Promise<void> {
    await this.killAll();
    await rm(this.dataFolder, { recursive: true, force: true });
    for (const each of this.#processes) searchLog(logLinesOf(each.output()));
  }

  /** Kills whatever still runs, the database too. */
  async killAll(): Promise<void> {
    for (const started of this.#processes) started.kill('SIGKILL');
    await Promise.all(this.#processes.map(({ ended }) => ended));
    if (existsSync(path.join(this.dataFolder, 'postgres'))) await (await this.#cluster()).stop('immediate');
  }
}

import fs from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DarkroomHouse } from '../support/darkroom.ts';
import { GraphqlClient } from '../support/graphql-client.ts';
import type { NodeProcess } from '../support/node-process.ts';
import { createProject, grantCredits } from '../support/operations.ts';
import { debianPrograms, openToServers, PostgresServer } from '../support/postgres-server.ts';
import { openSilentProxy, type SilentProxy } from '../support/silent-proxy.ts';
import { Follower } from './follower.ts';

const checkout = path.join(import.meta.dirname, '../..');

/** All callers of this suite are one client: what holds a single one back would hold the trial back. */
const NO_LIMITS = {
  LIMIT_REQUESTS_PER_SECOND: '1000000',
  LIMIT_REQUEST_BURST: '1000000',
  LIMIT_ADDRESS_REQUESTS_PER_SECOND: '1000000',
  LIMIT_ADDRESS_REQUEST_BURST: '1000000',
};

export const KEY = 'the-key-of-the-scale-suite-0123456789';

/** A process of Darkroom that answers. */
export interface Served {
  readonly process: NodeProcess;
  readonly url: string;
  readonly client: GraphqlClient;
}

/** The PostgreSQL servers and the processes of Darkroom of one trial. */
export class Site {
  readonly #programs = debianPrograms(checkout);
  readonly #folder = fs.mkdtempSync(path.join(tmpdir(), 'darkroom-scale-'));
  readonly #house = new DarkroomHouse();
  readonly #servers: PostgresServer[] = [];
  readonly #proxies: SilentProxy[] = [];
  readonly #served: Served[] = [];
  readonly #followers: Follower[] = [];

  constructor() {
    openToServers(this.#folder);
  }

  /** A stock server, JIT and all. */
  async primary(settings: readonly string[] = []): Promise<PostgresServer> {
    const server = await PostgresServer.create(this.#programs, this.#nextData(), settings);
    this.#servers.push(server);
    return server;
  }

  async standby(primary: PostgresServer, settings: readonly string[]): Promise<PostgresServer> {
    const server = await PostgresServer.follow(this.#programs, primary, this.#nextData(), settings);
    this.#servers.push(server);
    return server;
  }

  async proxy(databaseUrl: string): Promise<SilentProxy> {
    const proxy = await openSilentProxy(databaseUrl);
    this.#proxies.push(proxy);
    return proxy;
  }

  get dataFolder(): string {
    return this.#house.dataFolder;
  }

  /** A server of Darkroom, without workers unless the environment says otherwise. */
  async serve(databaseUrl: string, environment: NodeJS.ProcessEnv = {}): Promise<Served> {
    const own = { DATABASE_URL: databaseUrl, BOOTSTRAP_API_KEY: KEY, WORKERS: '0', ...NO_LIMITS, ...environment };
    const { server, url } = await this.#house.listen(own);
    const served = { process: server, url, client: new GraphqlClient(url, KEY) };
    this.#served.push(served);
    return served;
  }

  /** A process that only performs actions. */
  async work(databaseUrl: string, workers: number): Promise<NodeProcess> {
    const worker = this.#house.start(['worker'], { DATABASE_URL: databaseUrl, WORKERS: String(workers) });
    await worker.says('"msg":"working"');
    return worker;
  }

  /** The id of a new project that has been granted so many credits. */
  async project({ client }: Served, name: string, credits: number): Promise<string> {
    const projectId = (await client.send(createProject, { input: { name } })).createProject.id;
    await client.send(grantCredits, { input: { projectId, idempotencyKey: 'all', credits } });
    return projectId;
  }

  /** Somebody who follows the project at one of the servers, and at the next ones where that is lost. */
  follow(projectId: string, servers: readonly Served[], first: number): Follower {
    const urls = [...servers.slice(first), ...servers.slice(0, first)].map(({ url }) => url);
    const follower = new Follower({ urls, key: KEY, projectId });
    this.#followers.push(follower);
    return follower;
  }

  async remove(): Promise<void> {
    await Promise.all(this.#followers.map((follower) => follower.stop()));
    await Promise.all(this.#served.map(({ client }) => client.close()));
    await this.#house.remove();
    await Promise.all(this.#proxies.map((proxy) => proxy.close()));
    await Promise.all(this.#servers.map((server) => server.stop()));
    fs.rmSync(this.#folder, { recursive: true, force: true });
  }

  #nextData(): string {
    return path.join(this.#folder, `postgres-${this.#servers.length}`);
  }
}

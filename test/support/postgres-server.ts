import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { openClient } from '../../src/database/open-client.ts';
import { handOver, serverAccount, spawnOptions } from '../../src/embedded-postgres/account.ts';
import { freePort } from './free-port.ts';
import { until } from './until.ts';

/** Where Debian's packages have their programs. */
export interface DebianPrograms {
  readonly bin: string;
  readonly pgbouncer: string;
}

/** Installs Debian's PostgreSQL 15 and pgbouncer where they are missing. */
export function debianPrograms(checkout: string): DebianPrograms {
  const installer = path.join(checkout, 'tools/install-postgres15.mjs');
  const programs: DebianPrograms = JSON.parse(execFileSync(process.execPath, [installer], { encoding: 'utf8' }));
  return programs;
}

/** Of the folder in which servers live: the account that runs them has to pass, and to write. */
export function openToServers(folder: string): void {
  fs.chmodSync(folder, 0o755);
  handOver(folder, serverAccount(path.join(folder, 'none')));
}

/**
 * A PostgreSQL as its distribution sets it up, JIT and all, but for fsync: no test here takes the machine's power away. It
 * listens on a port of the loopback address, so that a proxy or a pooler may stand before it.
 */
export class PostgresServer {
  readonly port: number;
  readonly data: string;
  readonly #bin: string;
  #process: ChildProcess | null = null;

  private constructor(bin: string, data: string, port: number) {
    this.#bin = bin;
    this.data = data;
    this.port = port;
  }

  /** Makes the data of a new server in a folder that does not exist, and starts it. */
  static async create(
    { bin }: DebianPrograms,
    data: string,
    settings: readonly string[] = [],
  ): Promise<PostgresServer> {
    const server = new PostgresServer(bin, data, await freePort());
    server.#run('initdb', '-D', data, '-U', 'darkroom', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync');
    fs.appendFileSync(path.join(data, 'postgresql.conf'), ['fsync = off', ...settings, ''].join('\n'));
    await server.start();
    return server;
  }

  /** A standby that follows another server and answers reads. What the primary was set up with holds for it too. */
  static async follow(
    { bin }: DebianPrograms,
    primary: PostgresServer,
    data: string,
    settings: readonly string[] = [],
  ): Promise<PostgresServer> {
    const server = new PostgresServer(bin, data, await freePort());
    const source = `application_name=standby host=127.0.0.1 port=${primary.port} user=darkroom`;
    server.#run('pg_basebackup', '-D', data, '-d', source, '-R', '-X', 'stream', '-c', 'fast', '--no-sync');
    fs.appendFileSync(path.join(data, 'postgresql.conf'), [...settings, ''].join('\n'));
    await server.start();
    return server;
  }

  url(database: string, port = this.port): string {
    return `postgresql://darkroom@127.0.0.1:${port}/${database}?sslmode=disable`;
  }

  async start(): Promise<void> {
    const log = fs.openSync(`${this.data}.log`, 'a');
    const where = ['-c', `port=${this.port}`, '-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories='];
    this.#process = spawn(path.join(this.#bin, 'postgres'), ['-D', this.data, ...where, '-c', 'max_connections=200'], {
      ...this.#options(),
      stdio: ['ignore', log, log],
    });
    fs.closeSync(log);
    await until(() => this.#isUp());
  }

  async makeDatabase(name: string): Promise<string> {
    await this.ask(`create database "${name}"`);
    return this.url(name);
  }

  async ask<Row extends object>(text: string, database = 'postgres'): Promise<Row[]> {
    const client = await openClient(this.url(database));
    try {
      return (await client.query<Row>(text)).rows;
    } finally {
      await client.end();
    }
  }

  /** Makes a standby the primary, and returns once it takes writes. */
  promote(): void {
    this.#run('pg_ctl', 'promote', '-D', this.data, '-w');
  }

  /** Postmaster and sessions at once, as when the machine loses its power; SIGSTOP: as when it hangs, until SIGCONT. */
  signalAll(signal: 'SIGKILL' | 'SIGSTOP' | 'SIGCONT'): void {
    const postmaster = this.#process?.pid;
    if (postmaster === undefined) return;
    for (const pid of [postmaster, ...childrenOf(postmaster)]) {
      try {
        process.kill(pid, signal);
      } catch {
        // it has just ended by itself
      }
    }
  }

  /** SIGINT: as in a switchover, what was committed reaches its standbys first. */
  async stop(signal: 'SIGQUIT' | 'SIGINT' = 'SIGQUIT'): Promise<void> {
    const running = this.#process;
    this.#process = null;
    if (running === null || running.exitCode !== null || running.signalCode !== null) return;
    const ended = once(running, 'exit');
    running.kill('SIGCONT'); // one that hangs takes no other signal
    running.kill(signal);
    await ended;
  }

  async #isUp(): Promise<boolean> {
    if (this.#process?.exitCode !== null) throw new Error(fs.readFileSync(`${this.data}.log`, 'utf8'));
    return this.ask('select 1').then(
      () => true,
      () => false,
    );
  }

  #run(program: string, ...args: string[]): void {
    execFileSync(path.join(this.#bin, program), args, { ...this.#options(), stdio: 'pipe' });
  }

  #options() {
    return spawnOptions(serverAccount(this.data));
  }
}

function childrenOf(parent: number): number[] {
  const text = execFileSync('ps', ['-o', 'pid=', '--ppid', String(parent)], { encoding: 'utf8' });
  return text.trim().split(/\s+/).map(Number);
}

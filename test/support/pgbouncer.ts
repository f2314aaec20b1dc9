import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import { openBareClient } from '../../src/database/open-client.ts';
import { serverAccount, spawnOptions } from '../../src/embedded-postgres/account.ts';
import { freePort } from './free-port.ts';
import type { DebianPrograms, PostgresServer } from './postgres-server.ts';
import { until } from './until.ts';

/** pgbouncer before a server, with its own defaults for everything but the mode. */
export class Pgbouncer {
  readonly port: number;
  readonly #process: ChildProcess;

  private constructor(process: ChildProcess, port: number) {
    this.#process = process;
    this.port = port;
  }

  static async start(
    { pgbouncer }: DebianPrograms,
    server: PostgresServer,
    mode: 'session' | 'transaction' | 'statement',
  ): Promise<Pgbouncer> {
    const port = await freePort();
    const file = `${server.data}-pgbouncer-${mode}.ini`;
    const settings = {
      listen_addr: '127.0.0.1',
      listen_port: port,
      unix_socket_dir: '',
      auth_type: 'any',
      pool_mode: mode,
    };
    const lines = Object.entries(settings).map(([name, value]) => `${name} = ${value}`);
    fs.writeFileSync(
      file,
      `[databases]\n* = host=127.0.0.1 port=${server.port} user=darkroom\n[pgbouncer]\n${lines.join('\n')}\n`,
    );
    const child = spawn(pgbouncer, [file], { ...spawnOptions(serverAccount(server.data)), stdio: 'ignore' });
    const bouncer = new Pgbouncer(child, port);
    await until(() => bouncer.#isUp(server.url('postgres', port)));
    return bouncer;
  }

  async stop(): Promise<void> {
    const ended = once(this.#process, 'exit');
    this.#process.kill('SIGKILL');
    await ended;
  }

  async #isUp(url: string): Promise<boolean> {
    try {
      await (await openBareClient(url)).end();
      return true;
    } catch {
      return false;
    }
  }
}

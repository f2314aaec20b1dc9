import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import net from 'node:net';
import path from 'node:path';
import { freePort } from './free-port.ts';
import { until } from './until.ts';

/** Installs Debian's nats-server where it is missing, and returns its path. */
export function natsProgram(checkout: string): string {
  return execFileSync(process.execPath, [path.join(checkout, 'tools/install-nats.mjs')], { encoding: 'utf8' }).trim();
}

/** A NATS server on ports of its own, which can be killed and started again. */
export class NatsServer {
  readonly #program: string;
  readonly #args: readonly string[];
  readonly host: string;
  #process: ChildProcess | null = null;

  private constructor(program: string, port: number, args: readonly string[]) {
    this.#program = program;
    this.host = `127.0.0.1:${port}`;
    this.#args = ['-a', '127.0.0.1', '-p', `${port}`, ...args];
  }

  static async create(program: string, args: readonly string[] = []): Promise<NatsServer> {
    return new NatsServer(program, await freePort(), args);
  }

  /** Creates servers of one cluster. */
  static async cluster(program: string, size: number): Promise<NatsServer[]> {
    const ports: number[] = [];
    while (ports.length < 2 * size) ports.push(await freePort());
    const routes = ports.slice(size).map((port) => `nats://127.0.0.1:${port}`);
    return Array.from({ length: size }, (_, index) => {
      const args = ['--cluster_name', 'trial', '--cluster', routes[index] ?? '', '--routes', routes.join(',')];
      return new NatsServer(program, ports[index] ?? 0, args);
    });
  }

  async start(): Promise<void> {
    this.#process = spawn(this.#program, this.#args, { stdio: 'ignore' });
    await until(() => this.#accepts());
  }

  signal(signal: 'SIGSTOP' | 'SIGCONT'): void {
    this.#process?.kill(signal);
  }

  async stop(): Promise<void> {
    const running = this.#process;
    this.#process = null;
    if (running === null || running.exitCode !== null || running.signalCode !== null) return;
    const ended = once(running, 'exit');
    running.kill('SIGKILL');
    await ended;
  }

  #accepts(): Promise<boolean> {
    const [host, port] = this.host.split(':');
    return new Promise((resolve) => {
      const socket = net.connect(Number(port), host, () => resolve(true));
      socket.on('error', () => resolve(false)).on('connect', () => socket.destroy());
    });
  }
}

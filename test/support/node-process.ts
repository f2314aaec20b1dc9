import { type ChildProcess, spawn, type SpawnOptions } from 'node:child_process';

/** A program of ours in a process of its own, which a test may kill. */
export interface NodeProcess {
  readonly pid: number;
  /** What it has written to stdout and stderr so far. */
  output(): string;
  /** Resolves when the output has the text, rejects with the output when the process ends before. */
  says(text: string): Promise<void>;
  /** Resolves when the process has ended. */
  readonly ended: Promise<Ending>;
  kill(signal: NodeJS.Signals): void;
}

export interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly output: string;
}

/** Runs node with the arguments. What is in `environment` is added to this process's. */
export function runNode(
  args: string[],
  environment: NodeJS.ProcessEnv = {},
  options: Pick<SpawnOptions, 'cwd' | 'uid' | 'gid'> = {},
): NodeProcess {
  const child = spawn(process.execPath, args, {
    ...options,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (output += text));
  const ended = endOf(child, () => output);
  return {
    pid: child.pid ?? -1, // node itself can always be spawned
    output: () => output,
    ended,
    kill: (signal) => void child.kill(signal),
    says: (text) =>
      new Promise((resolve, reject) => {
        const look = () => output.includes(text) && resolve();
        for (const stream of [child.stdout, child.stderr]) stream.on('data', look);
        look();
        void ended.then(() => reject(new Error(`ended without saying "${text}":\n${output}`)));
      }),
  };
}

/** As `runNode`, with the text of a module; what it imports is named by absolute paths. */
export function runModule(text: string, environment?: NodeJS.ProcessEnv): NodeProcess {
  return runNode(['--input-type=module', '--eval', text], environment);
}

function endOf(child: ChildProcess, output: () => string): Promise<Ending> {
  return new Promise((resolve) => {
    child.once('close', (code, signal) => resolve({ code, signal, output: output() }));
  });
}

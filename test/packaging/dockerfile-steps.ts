import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

/** A stage of a Dockerfile, executed in a folder that represents its root directory. */
export interface Stage {
  readonly root: string;
  readonly workdir: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly user: string;
  /** Null: none. */
  readonly healthcheck: readonly string[] | null;
  readonly command: readonly string[];
}

interface Work {
  readonly stages: Map<string, Stage>;
  readonly context: string;
}

/**
 * Executes a Dockerfile without Docker. Base images are replaced by this machine's Node.js and shell. Supports the instructions
 * that our Dockerfile uses, and throws for any other.
 */
export function performDockerfile(file: string, context: string, folder: string): Stage {
  const work: Work = { stages: new Map(), context };
  let last: Stage | null = null;
  for (const [word, rest] of instructionsOf(readFileSync(file, 'utf8'))) {
    if (word === 'FROM') {
      const name = / AS (\w+)$/.exec(rest)?.[1] ?? 'final';
      last = newStage(path.join(folder, name));
      work.stages.set(name, last);
      continue;
    }
    if (last === null) throw new Error(`${word} before FROM`);
    Object.assign(last, perform(last, work, word, rest));
  }
  if (last === null) throw new Error('no FROM');
  return last;
}

function instructionsOf(text: string): [word: string, rest: string][] {
  return text
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => [line.slice(0, line.indexOf(' ')), line.slice(line.indexOf(' ') + 1)]);
}

function newStage(root: string): Stage {
  mkdirSync(root, { recursive: true });
  return { root, workdir: '/', environment: {}, user: 'root', healthcheck: null, command: [] };
}

function perform(stage: Stage, work: Work, word: string, rest: string): Partial<Stage> {
  switch (word) {
    case 'WORKDIR':
      mkdirSync(path.join(stage.root, rest), { recursive: true });
      return { workdir: rest };
    case 'ENV':
      return {
        environment: { ...stage.environment, ...Object.fromEntries(rest.split(' ').map((each) => each.split('='))) },
      };
    case 'COPY':
      copy(stage, work, rest.split(' '));
      return {};
    case 'RUN':
      execFileSync('sh', ['-euc', rest], {
        cwd: path.join(stage.root, stage.workdir),
        env: { ...outerEnvironment(), ...stage.environment },
        stdio: ['ignore', 'ignore', 'inherit'],
      });
      return {};
    case 'USER':
      return { user: rest };
    case 'HEALTHCHECK':
      return { healthcheck: JSON.parse(rest.slice(rest.indexOf('['))) as string[] }; // the exec form
    case 'ENTRYPOINT':
    case 'CMD':
      return { command: [...stage.command, ...(JSON.parse(rest) as string[])] }; // the exec form
    case 'VOLUME':
    case 'EXPOSE':
      return {};
    default:
      throw new Error(`an instruction that this does not know: ${word}`);
  }
}

function copy(stage: Stage, { stages, context }: Work, words: string[]): void {
  const from = words.find((word) => word.startsWith('--from='))?.slice('--from='.length);
  const names = words.filter((word) => !word.startsWith('--'));
  const target = path.join(stage.root, path.resolve(stage.workdir, names.pop() ?? ''));
  const source = from === undefined ? context : (stages.get(from)?.root ?? '');
  for (const name of names) {
    const at = path.join(source, name);
    const isFolder = statSync(at).isDirectory(); // of a folder, COPY takes what is in it
    cpSync(at, isFolder ? target : path.join(target, path.basename(name)), { recursive: true });
  }
}

/** The environment without the variables that `npm run` has set. */
function outerEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^npm_|^NODE_ENV$|^NODE_OPTIONS$/.test(name));
  return Object.fromEntries(kept);
}

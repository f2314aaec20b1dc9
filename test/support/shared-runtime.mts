import path from 'node:path';
import jestRuntime from 'jest-runtime';

/** The types describe the CommonJS build; in the ES module that Node.js loads, the default export is the class itself. */
const JestRuntime = jestRuntime as unknown as typeof jestRuntime.default;

/** Modules by their URL or path. */
type Modules = Map<string, object>;

type Registry = 'moduleRegistry' | 'esModuleRegistry' | 'internalModuleRegistry';

/** Fields of the runtime that its types declare as private. */
interface Internals {
  readonly registries: Record<Registry, Modules> & { requireCacheProxy: object };
  readonly testState: { state: string };
}

const TEST_FOLDER = new URL('..', import.meta.url).href;
/** Its modules register the tests of a file. */
const CIRCUS_FOLDER = `${path.sep}jest-circus${path.sep}`;
/** GraphQL documents without state, the largest modules of the test folder. */
const GENERATED_FOLDER = new URL('generated/', import.meta.url).href;

const commonJsModules: Modules = new Map();
const esModules: Modules = new Map();
/** Modules of Jest, such as `expect`. */
const internalModules: Modules = new Map();

/**
 * Jest's runtime, except that a worker loads the modules of `src` and of dependencies once instead of once for each test file.
 * Loading took about 2 s for each file, and each file ran code that V8 had not optimized yet. Test files and modules of the test
 * folder are loaded separately for each file.
 */
export default class SharedRuntime extends JestRuntime {
  constructor(...args: ConstructorParameters<typeof JestRuntime>) {
    super(...args);
    this.#useSharedModules();
  }

  override teardown(): void {
    const { registries, testState } = internalsOf(this);
    registries.moduleRegistry = new Map(); // those that are cleared
    registries.esModuleRegistry = new Map();
    registries.internalModuleRegistry = new Map();
    super.teardown();
    testState.state = 'inTest'; // a shared module imports lazily by the runtime that loaded it, also in later files
    this.#useSharedModules();
    for (const [key, module] of esModules) if (!isShared(key, module)) esModules.delete(key);
    for (const key of internalModules.keys()) if (key.includes(CIRCUS_FOLDER)) internalModules.delete(key);
  }

  #useSharedModules(): void {
    const { registries } = internalsOf(this);
    registries.moduleRegistry = commonJsModules;
    registries.esModuleRegistry = esModules;
    registries.internalModuleRegistry = internalModules;
    // Fastify looks for the name of each plugin among the modules in `require.cache`. Jest's is a Proxy, with thousands of modules
    // here, and took half of the time to start a server.
    registries.requireCacheProxy = {};
  }
}

function isShared(key: string, module: object): boolean {
  const isOfTests =
    (key.startsWith(TEST_FOLDER) && !key.startsWith(GENERATED_FOLDER)) || key.startsWith('@jest/globals');
  return !isOfTests && 'status' in module && module.status === 'evaluated';
}

/** Throws if an upgrade of Jest has renamed these fields: modules would silently no longer be shared, and tests would take longer. */
function internalsOf(runtime: object): Internals {
  const internals = runtime as Internals; // its fields are checked here
  const { registries, testState } = internals;
  const maps = [registries?.moduleRegistry, registries?.esModuleRegistry, registries?.internalModuleRegistry];
  const isKnown = maps.every((map) => map instanceof Map) && 'requireCacheProxy' in registries;
  if (isKnown && typeof testState?.state === 'string') return internals;
  throw new Error('this version of jest-runtime keeps its modules elsewhere');
}

import jestRuntime from 'jest-runtime';

/** The types are those of the CommonJS build; of the other, which node loads, the default export is the class itself. */
const JestRuntime = jestRuntime as unknown as typeof jestRuntime.default;

/** Modules by the address, or the path, that they were loaded from. */
type Modules = Map<string, object>;

/** What a runtime keeps in fields that its types call private. */
interface Internals {
  readonly registries: { moduleRegistry: Modules; esModuleRegistry: Modules };
  readonly testState: { state: string };
}

const TEST_FOLDER = new URL('..', import.meta.url).href;

const commonJsModules: Modules = new Map();
const esModules: Modules = new Map();

/**
 * Jest's runtime, except that a worker loads what is under test and its dependencies once, not once for each test file. That
 * took about 2 s of each file, and each file ran code that V8 had not compiled yet. Test files and what they share in the
 * test folder are loaded anew for each file.
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
    super.teardown();
    testState.state = 'inTest'; // a shared module imports lazily by the runtime that loaded it, also in later files
    this.#useSharedModules();
    for (const [key, module] of esModules) if (!isShared(key, module)) esModules.delete(key);
  }

  #useSharedModules(): void {
    const { registries } = internalsOf(this);
    registries.moduleRegistry = commonJsModules;
    registries.esModuleRegistry = esModules;
  }
}

function isShared(key: string, module: object): boolean {
  const isOfTests = key.startsWith(TEST_FOLDER) || key.startsWith('@jest/globals');
  return !isOfTests && 'status' in module && module.status === 'evaluated';
}

/** Throws where an upgrade of Jest has moved the modules: they would not be shared, and the tests would only take longer. */
function internalsOf(runtime: object): Internals {
  const internals = runtime as Internals; // its fields are checked here
  const { registries, testState } = internals;
  const maps = [registries?.moduleRegistry, registries?.esModuleRegistry];
  if (maps.every((map) => map instanceof Map) && typeof testState?.state === 'string') return internals;
  throw new Error('this version of jest-runtime keeps its modules elsewhere');
}

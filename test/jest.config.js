import path from 'node:path';

const swc = {
  jsc: {
    target: 'es2023',
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: true },
    keepClassNames: true,
  },
  module: { type: 'es6' },
  sourceMaps: 'inline',
  swcrc: false,
};

/** The files that `npm run test:whole` runs instead of `npm test`. They take half of the time of all tests. */
export const WHOLE = [
  // every operation, role, list and text of the API
  'graphql/any-text',
  'graphql/cursors',
  'graphql/execution/one-meaning',
  'graphql/execution/operation-set',
  'graphql/whole-schema',
  // hostile clients
  'graphql/limits/document-cache',
  'server/browser-safety',
  'server/hostile/',
  'shares/guests',
  'socket/slow-reader',
  // long queues and histories
  'actions/fairness',
  'ledger/check/ledger-checker',
  'ledger/store/history.property',
  // creation, upgrade, failure, replication and backup of whole databases
  'commands/backup',
  'database/failure',
  'database/migrate',
  'database/prepare-database',
  'database/upgrades',
  'ledger/group-commit/read-only-server',
  'ledger/replica-reads',
  'support/test-cluster',
].map((name) => (name.endsWith('/') ? name : `${name}.test.ts`));

/** `npm test` runs with a young generation of 64 MB: with Node.js's 16 MB, a tenth of the time went into copying live objects. */
export default {
  rootDir: path.join(import.meta.dirname, '..'),
  roots: ['<rootDir>/test'],
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  testPathIgnorePatterns: [
    '<rootDir>/test/attack/',
    '<rootDir>/test/browser/',
    '<rootDir>/test/bench/',
    '<rootDir>/test/embedded-postgres/',
    '<rootDir>/test/engines/',
    '<rootDir>/test/examples/',
    '<rootDir>/test/faults/',
    '<rootDir>/test/packaging/',
    '<rootDir>/test/postgres15/',
    '<rootDir>/test/process/',
    '<rootDir>/test/s3/',
    '<rootDir>/test/scale/',
    '<rootDir>/test/tools/',
    ...WHOLE.map((name) => `<rootDir>/test/${name}`),
  ],
  testEnvironment: '<rootDir>/test/support/shared-context.mts',
  runtime: '<rootDir>/test/support/shared-runtime.mts',
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '\\.ts$': ['@swc/jest', swc] },
  // Set-up runs outside Jest's modules, by node itself: what it imports carries no decorators.
  globalSetup: '<rootDir>/test/support/global-setup.mts',
  globalTeardown: '<rootDir>/test/support/global-teardown.mts',
  // Far beyond what any test takes: only one that hangs is ended by it, on a busy machine too.
  testTimeout: 300_000,
  testSequencer: '<rootDir>/test/support/longest-first.mts',
  // One more than the cores of CI, so that both cores are busy while one worker waits for PostgreSQL, a timer or a process.
  maxWorkers: 3,
  // A worker that has grown beyond this is replaced after its file.
  workerIdleMemoryLimit: '1.5GB',
  // A worker without open handles takes longer than Jest's 500 ms to free its memory, and Jest would report a leak.
  workerGracefulExitTimeout: 10_000,
};

import base from '../jest.config.js';

const FOLDERS = [
  'access',
  'actions',
  'database',
  'export',
  'graphql',
  'ledger',
  'live',
  'postgres15',
  'projects',
  'server',
];

/** The ledger's and the API's tests on a stock PostgreSQL of Debian's, which has JIT on, and what needs a pooler. */
export default {
  ...base,
  testMatch: FOLDERS.map((folder) => `<rootDir>/test/${folder}/**/*.test.ts`),
  testPathIgnorePatterns: [],
  globalSetup: '<rootDir>/test/postgres15/global-setup.mts',
  globalTeardown: '<rootDir>/test/postgres15/global-teardown.mts',
};

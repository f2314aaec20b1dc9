import base from '../jest.config.js';

const FOLDERS = [
  'access',
  'actions',
  'allowances',
  'database',
  'export',
  'grants',
  'graphql',
  'ledger',
  'live',
  'mail',
  'postgres15',
  'prices',
  'purchases',
  'transfers',
  'webhooks',
];

/** What judges documents before any SQL, what the embedded server alone has, and what takes minutes of one core. */
const ELSEWHERE = ['graphql/execution/one-meaning', 'graphql/limits/', 'graphql/execution/operation-set'];

/** The ledger's and the API's tests on a stock PostgreSQL of Debian's, which has JIT on, and what needs a pooler. */
export default {
  ...base,
  testMatch: FOLDERS.map((folder) => `<rootDir>/test/${folder}/**/*.test.ts`),
  testPathIgnorePatterns: ELSEWHERE.map((name) => `<rootDir>/test/.*${name}`),
  globalSetup: '<rootDir>/test/postgres15/global-setup.mts',
  globalTeardown: '<rootDir>/test/postgres15/global-teardown.mts',
};

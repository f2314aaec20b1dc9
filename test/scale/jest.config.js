import base from '../jest.config.js';

/** Several processes and several servers: each file sets up its own, one file after the other, so that rates are their own. */
export default {
  ...base,
  testMatch: ['<rootDir>/test/scale/**/*.test.ts'],
  testPathIgnorePatterns: [],
  globalSetup: '<rootDir>/test/scale/global-setup.mts',
  globalTeardown: undefined,
  maxWorkers: 1,
};

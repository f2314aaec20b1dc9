import base from '../jest.config.js';

/** The benchmark suite's own test: a short run of every section. It takes minutes of the whole machine. */
export default {
  ...base,
  testMatch: ['<rootDir>/test/bench/**/*.test.ts'],
  testPathIgnorePatterns: [],
  globalSetup: undefined,
  globalTeardown: undefined,
  maxWorkers: 1,
};

import base from '../jest.config.js';

/** A database that dies, freezes or falls silent under load, for minutes: what these try is deadlines, which have to pass. */
export default {
  ...base,
  testMatch: ['<rootDir>/test/faults/**/*.test.ts'],
  testPathIgnorePatterns: [],
  maxWorkers: 2,
};

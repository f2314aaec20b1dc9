import base from '../jest.config.js';

/** Attacks on a whole process with a small heap. One at a time: each wants the machine for itself. */
export default {
  ...base,
  testMatch: ['<rootDir>/test/attack/**/*.test.ts'],
  testPathIgnorePatterns: [],
  maxWorkers: 1,
};

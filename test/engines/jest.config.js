import base from '../jest.config.js';

/** Pictures, which are looked at pixel by pixel. */
export default {
  ...base,
  testMatch: ['<rootDir>/test/engines/**/*.test.ts'],
  testPathIgnorePatterns: [],
  maxWorkers: 2,
};

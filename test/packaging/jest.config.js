import base from '../jest.config.js';

/** What the Dockerfile does, step by step in an empty folder: minutes of installing and building. */
export default {
  ...base,
  testMatch: ['<rootDir>/test/packaging/**/*.test.ts'],
  testPathIgnorePatterns: [],
  maxWorkers: 2,
};

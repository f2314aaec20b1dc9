import base from '../jest.config.js';

const FOLDERS = ['embedded-postgres', 'examples', 'process', 'tools'];

/** Whole programs, started, killed and started again: Darkroom, the PostgreSQL that it brings along, tools, examples. */
export default {
  ...base,
  testMatch: FOLDERS.map((folder) => `<rootDir>/test/${folder}/**/*.test.ts`),
  testPathIgnorePatterns: [],
  maxWorkers: 2,
};

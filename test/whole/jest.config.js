import base, { WHOLE } from '../jest.config.js';

/** Walks through the whole API, attacks, long queues, and whole databases with their servers. */
export default {
  ...base,
  testMatch: WHOLE.map((name) => `<rootDir>/test/${name.endsWith('/') ? `${name}**/*.test.ts` : name}`),
  testPathIgnorePatterns: [],
};

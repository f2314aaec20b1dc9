import base from '../jest.config.js';

/** The page in a real browser, on a real Darkroom: needs Chromium, hence apart from the other tests. */
export default {
  ...base,
  roots: ['<rootDir>/test/browser'],
  testPathIgnorePatterns: [],
  globalSetup: '<rootDir>/test/browser/global-setup.mts',
  globalTeardown: undefined,
  maxWorkers: 2,
};

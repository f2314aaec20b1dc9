import base from '../jest.config.js';

/** Pictures on a server of S3: Debian's Ceph, which is started for the run and keeps its objects in memory. */
export default {
  ...base,
  testMatch: ['<rootDir>/test/s3/**/*.test.ts'],
  testPathIgnorePatterns: [],
  globalSetup: '<rootDir>/test/s3/global-setup.mts',
  globalTeardown: '<rootDir>/test/s3/global-teardown.mts',
  maxWorkers: 1,
};

import tearDownDatabase from '../support/global-teardown.mts';

export default async function tearDown(): Promise<void> {
  await globalThis.stopCeph?.();
  await tearDownDatabase();
}

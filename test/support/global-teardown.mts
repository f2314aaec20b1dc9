import './global-setup.mts';

/** What a killed run leaves, the next one removes. */
export default async function tearDown(): Promise<void> {
  await globalThis.darkroomTestStay?.leave();
}

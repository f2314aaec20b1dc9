import { movePictures as copyAll } from '../images/move-pictures.ts';
import { openStorage } from '../images/open-storage.ts';
import { nameOfStorage } from '../images/storage-settings.ts';
import { StartError } from '../start-error.ts';
import type { CommandResult } from './command-result.ts';
import type { CommandContext } from './command-context.ts';

/** Copies the pictures of STORAGE_PREVIOUS to STORAGE, whether servers run on them or not. Throws StartError. */
export async function movePictures({
  config,
  clock,
}: Pick<CommandContext, 'config' | 'clock'>): Promise<CommandResult> {
  const { storage, previousStorage, dataFolder } = config;
  if (previousStorage === null) {
    throw new StartError('set STORAGE_PREVIOUS to where the pictures are, and STORAGE to where they go');
  }
  const [from, to] = [
    await openStorage(previousStorage, { dataFolder, clock }),
    await openStorage(storage, { dataFolder, clock }),
  ];
  const report = await copyAll(from, to);
  const { copied, present, damaged } = report;
  const sums = `${copied} copied, ${present} were there, ${damaged.length} damaged`;
  return {
    isGood: damaged.length === 0,
    lines: [
      ...damaged.map((picture) => `damaged, not copied: ${picture}`),
      `${nameOfStorage(previousStorage)} to ${nameOfStorage(storage)}: ${sums}`,
    ],
    json: { ok: damaged.length === 0, ...report },
  };
}

import { constants } from 'node:fs';
import { access, stat, statfs } from 'node:fs/promises';
import path from 'node:path';
import type { Config } from '../../config/config.ts';
import { contentHashOf } from '../../images/content-hash.ts';
import { openStorage } from '../../images/open-storage.ts';
import { nameOfStorage } from '../../images/storage-settings.ts';
import type { Instant } from '../../instant.ts';
import { reasonOf } from '../../reason-of.ts';
import type { Finding } from './finding.ts';

type StorageConfig = Pick<Config, 'storage' | 'dataFolder'>;

const FREE_BYTES_MIN = 2 ** 30; // 1 GiB

/** Examines whether pictures can be stored. Reads from a bucket; writes nothing. */
export function examineStorage(config: StorageConfig, clock: () => Instant): Promise<Finding> {
  return config.storage.kind === 's3' ? examineBucket(config, clock) : examineFolder(config.dataFolder);
}

const NO_PICTURE = contentHashOf(new Uint8Array());

async function examineBucket({ storage, dataFolder }: StorageConfig, clock: () => Instant): Promise<Finding> {
  try {
    const bucket = await openStorage(storage, { dataFolder, clock });
    await bucket.storedAt(NO_PICTURE);
    return { area: 'storage', level: 'ok', message: `${nameOfStorage(storage)} answers` };
  } catch (error) {
    return { area: 'storage', level: 'problem', message: `pictures cannot be stored: ${reasonOf(error)}` };
  }
}

/** The folder of the pictures, or the nearest existing folder in which it will be created. */
async function examineFolder(dataFolder: string): Promise<Finding> {
  const folder = path.join(dataFolder, 'pictures');
  try {
    const existing = await nearestExisting(folder);
    await access(existing, constants.R_OK | constants.W_OK | constants.X_OK);
    const { bavail, bsize } = await statfs(existing);
    const freeBytes = bavail * bsize;
    const free = `${(freeBytes / 2 ** 30).toFixed(1)} GiB free`;
    if (freeBytes >= FREE_BYTES_MIN)
      return { area: 'storage', level: 'ok', message: `${folder} can be written, ${free}` };
    return {
      area: 'storage',
      level: 'warning',
      message: `${folder} has only ${free}: uploads and pictures will fail soon`,
    };
  } catch (error) {
    const message = `pictures cannot be stored: ${reasonOf(error)}; set DATA_DIR to a folder that this account can write`;
    return { area: 'storage', level: 'problem', message };
  }
}

async function nearestExisting(folder: string): Promise<string> {
  for (let at = folder; ; at = path.dirname(at)) {
    const isThere = await stat(at).then(
      () => true,
      () => false, // if it is not merely missing, examining its parent reports why
    );
    if (isThere || at === path.dirname(at)) return at;
  }
}

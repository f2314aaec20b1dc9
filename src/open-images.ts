import path from 'node:path';
import pLimit from 'p-limit';
import type { Database } from './database/database.ts';
import type { NewId } from './ids.ts';
import { CopyCache } from './images/copy-cache.ts';
import { ImageCatalog } from './images/image-catalog.ts';
import { ImageUploads } from './images/image-uploads.ts';
import { SENDER_SILENCE_MS } from './images/limits.ts';
import { openStorage, openTransfers } from './images/open-storage.ts';
import { PictureClaims } from './images/picture-claims.ts';
import { PictureCollector } from './images/picture-collector.ts';
import type { ContentHash } from './images/image.ts';
import { PictureDelivery } from './images/picture-delivery.ts';
import { pictureConcurrency } from './images/picture-concurrency.ts';
import { PictureRemover } from './images/picture-remover.ts';
import { PictureUrls } from './images/picture-urls.ts';
import { Pictures } from './images/pictures.ts';
import { ScaledCopies } from './images/scaled-copies.ts';
import type { StorageSettings } from './images/storage-settings.ts';
import { StorageWithPrevious } from './images/storage-with-previous.ts';
import { UploadBudget } from './images/upload-budget.ts';
import type { Instant } from './instant.ts';
import type { ServerLimits } from './server/server-limits.ts';
import { sharedSecret } from './signing/shared-secret.ts';
import { Signer } from './signing/signer.ts';

export interface ImageOptions {
  readonly storage: StorageSettings;
  /** The storage from which pictures are still being moved to `storage`; null: none. */
  readonly previousStorage: StorageSettings | null;
  /** Contains scaled copies, and the pictures themselves if the storage is a folder. */
  readonly dataFolder: string;
  readonly limits: Pick<ServerLimits, 'copiesBytes' | 'uploadsBytes'>;
  /** The public URL of this server, without a trailing slash. */
  readonly publicUrl: () => string;
  readonly clock: () => Instant;
  readonly wait: (delayMs: number) => Promise<void>;
  readonly randomBytes: (size: number) => Buffer;
  readonly cores: number;
}

/** Tells other processes of removed pictures. Must not throw. */
type TellRemoved = (pictures: readonly ContentHash[]) => void;

export type Images = Awaited<ReturnType<typeof openImages>>;

/** Opens the components of pictures. Throws StartError if the storage rejects the configuration. */
export async function openImages(options: ImageOptions, database: Database, newId: NewId, removed: TellRemoved) {
  const { dataFolder, publicUrl, clock, wait, randomBytes, cores, limits } = options;
  const storage = await openStorages(options);
  const transfers = await openTransfers(options.storage);
  const cache = await CopyCache.open(path.join(dataFolder, 'pictures/copies'), limits.copiesBytes);
  const signer = new Signer(await sharedSecret(database, 'picture URLs', randomBytes, clock));
  const catalog = new ImageCatalog(database);
  const claims = new PictureClaims({ database, clock, wait });
  const pictures = new Pictures({ storage, claims, lane: pLimit(pictureConcurrency(cores)) });
  const urls = new PictureUrls({ signer, publicUrl, clock });
  const copies = new ScaledCopies({ storage, cache });
  const remover = new PictureRemover({ storage, cache, claims, clock, removed });
  const collector = new PictureCollector({ storage, cache, claims, remover, clock });
  await collector.removeLeftCopies(); // of pictures that were removed while this process did not run
  return {
    catalog,
    pictures,
    urls,
    cache,
    remover,
    collector,
    delivery: new PictureDelivery({ urls, storage, copies, transfers }),
    uploads: new ImageUploads({
      database,
      catalog,
      pictures,
      signer,
      publicUrl,
      newId,
      clock,
      silenceMs: SENDER_SILENCE_MS,
      budget: new UploadBudget(limits.uploadsBytes),
      removePictures: (unkept) => remover.remove(unkept),
      transfers,
    }),
  };
}

async function openStorages(options: ImageOptions) {
  const storage = await openStorage(options.storage, options);
  const { previousStorage } = options;
  return previousStorage === null
    ? storage
    : new StorageWithPrevious(storage, await openStorage(previousStorage, options));
}

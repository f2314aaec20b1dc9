import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pLimit from 'p-limit';
import { type Database, openDatabase } from '../../src/database/database.ts';
import { idsInOrder } from '../../src/database/ids-in-order.ts';
import type { NewId, ProjectId } from '../../src/ids.ts';
import { ImageCatalog } from '../../src/images/image-catalog.ts';
import { PictureDelivery } from '../../src/images/picture-delivery.ts';
import { CopyCache } from '../../src/images/copy-cache.ts';
import { FolderStorage } from '../../src/images/folder-storage.ts';
import type { ImageRecord } from '../../src/images/image.ts';
import { PictureClaims } from '../../src/images/picture-claims.ts';
import { PictureCollector } from '../../src/images/picture-collector.ts';
import { PictureRemover } from '../../src/images/picture-remover.ts';
import { Pictures } from '../../src/images/pictures.ts';
import { PictureUrls } from '../../src/images/picture-urls.ts';
import { ScaledCopies } from '../../src/images/scaled-copies.ts';
import { Signer } from '../../src/signing/signer.ts';
import { UploadBudget } from '../../src/images/upload-budget.ts';
import { type ExpectedPicture, type ImageUpload, ImageUploads } from '../../src/images/image-uploads.ts';
import { testDatabase } from '../support/database.ts';

export const NOON = Date.parse('2026-11-22T12:00:00.000Z');

/** Everything about pictures on a database and a folder of a test's own. */
export interface PictureHouse {
  readonly database: Database;
  readonly folder: string;
  readonly storage: FolderStorage;
  readonly cache: CopyCache;
  readonly claims: PictureClaims;
  readonly remover: PictureRemover;
  readonly collector: PictureCollector;
  readonly catalog: ImageCatalog;
  readonly pictures: Pictures;
  readonly uploads: ImageUploads;
  readonly urls: PictureUrls;
  readonly copies: ScaledCopies;
  readonly delivery: PictureDelivery;
  readonly newId: NewId;
  readonly projectId: ProjectId;
  /** What time it is, and where the server is reached: to be set. */
  now: number;
  publicUrl: string;
  close(): Promise<void>;
}

export async function openPictureHouse({
  silenceMs = 20_000,
  uploadsBytes = 1_000_000_000,
} = {}): Promise<PictureHouse> {
  const source = await testDatabase();
  const database = openDatabase(source.url);
  const folder = await mkdtemp(path.join(os.tmpdir(), 'darkroom-pictures-'));
  const outside = { now: NOON, publicUrl: 'https://images.example' };
  const clock = () => outside.now;
  const publicUrl = () => outside.publicUrl;
  const newId = idsInOrder(clock, randomBytes);
  const projectId = newId<ProjectId>();
  const workspace = { id: newId(), name: 'Studio', createdAt: new Date(NOON) };
  const project = { id: projectId, name: 'Necklace spring', createdAt: new Date(NOON) };
  await database.prisma.workspace.create({ data: { ...workspace, projects: { create: project } } });
  const signer = new Signer(randomBytes(32));
  const storage = await FolderStorage.open(folder, { clock });
  const cache = await CopyCache.open(path.join(folder, 'copies'), 1_000_000);
  const claims = new PictureClaims({ database, clock, wait });
  const catalog = new ImageCatalog(database);
  const pictures = new Pictures({ storage, claims, lane: pLimit(2) });
  const urls = new PictureUrls({ signer, publicUrl, clock });
  const copies = new ScaledCopies({ storage, cache });
  const remover = new PictureRemover({ storage, cache, claims, clock, removed: () => undefined });
  return Object.assign(outside, {
    database,
    folder,
    storage,
    cache,
    claims,
    remover,
    collector: new PictureCollector({ storage, cache, claims, remover, clock }),
    catalog,
    pictures,
    uploads: new ImageUploads({
      database,
      catalog,
      pictures,
      signer,
      publicUrl,
      newId,
      clock,
      silenceMs,
      budget: new UploadBudget(uploadsBytes),
      removePictures: (unkept) => remover.remove(unkept),
      transfers: null,
    }),
    urls,
    copies,
    delivery: new PictureDelivery({ urls, storage, copies, transfers: null }),
    newId,
    projectId,
    async close() {
      await database.close();
      await source.close();
      await rm(folder, { recursive: true });
    },
  });
}

/** The image that an upload is for, as the catalogue has it. */
export async function imageOf({ catalog }: PictureHouse, { imageId }: ImageUpload): Promise<ImageRecord | undefined> {
  const [image] = await catalog.findMany([imageId]);
  return image;
}

/** Announces an upload to the project of the house. */
export async function announce(
  { uploads, projectId }: PictureHouse,
  file: Omit<ExpectedPicture, 'projectId'>,
): Promise<ImageUpload> {
  const upload = await uploads.createUpload({ projectId, ...file });
  if (!upload) throw new Error('the project is there');
  return upload;
}

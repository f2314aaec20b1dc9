import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { ActionId, ImageId, ProjectId } from '../../src/ids.ts';
import { type ImageCatalog, recordMade } from '../../src/images/image-catalog.ts';
import { photograph } from '../support/photograph.ts';
import { contentHash as contentHashOf } from './content-hash.ts';
import { announce, NOON, openPictureHouse, type PictureHouse } from './picture-house.ts';

let house: PictureHouse;
let catalog: ImageCatalog;
let oldestFirst: ImageId[];

beforeAll(async () => {
  house = await openPictureHouse();
  catalog = house.catalog;
  oldestFirst = [];
  for (const seed of [1, 2, 3, 4, 5]) oldestFirst.push(await made(seed, house.projectId));
  await made(6, house.newId<ProjectId>());
  await announce(house, { contentType: 'image/png', bytes: 100 });
});
afterAll(() => house.close());

/** An image whose picture an action made. */
async function made(seed: number, projectId: ProjectId): Promise<ImageId> {
  const id = house.newId<ImageId>();
  const picture = await house.pictures.save((await photograph({ width: 64, height: 48, format: 'webp', seed })).bytes);
  const data = recordMade(picture, { id, projectId, actionId: house.newId<ActionId>(), at: NOON + seed });
  await house.database.prisma.$transaction((transaction) => transaction.image.create({ data }));
  return id;
}

test('a picture that an action made is found with all that is known of it', async () => {
  const [image] = await catalog.findMany(oldestFirst.slice(0, 1));
  expect(image).toMatchObject({
    stored: true,
    id: oldestFirst[0],
    projectId: house.projectId,
    contentType: 'image/webp',
    bytes: expect.any(Number),
    width: 64,
    height: 48,
    contentHash: expect.stringMatching(/^[\da-f]{64}$/),
    actionId: expect.stringMatching(/^[\da-f-]{36}$/),
    createdAt: NOON + 1,
  });
});

test('a result of an engine that is not a picture is not stored', async () => {
  await expect(house.pictures.save(Buffer.from('<svg/>'))).rejects.toThrow(
    /the picture of the engine cannot be stored: The file is SVG/,
  );
});

test('a picture that the storage has lost is missed by its image', async () => {
  const bytes = Buffer.from('lost');
  const contentHash = contentHashOf(bytes);
  await house.storage.put(contentHash, bytes);
  const lost = { id: house.newId<ImageId>(), contentHash };
  await expect(house.pictures.read(lost)).resolves.toBeTruthy();
  const other = await openPictureHouse();
  await expect(other.pictures.read(lost)).rejects.toThrow(
    `the picture ${contentHash} of image ${lost.id} is missing in the storage`,
  );
  await other.close();
});

test('images are found by their ids, those that are there', async () => {
  const found = await catalog.findMany([...oldestFirst, house.newId<ImageId>()]);
  expect(new Set(found.map(({ id }) => id))).toEqual(new Set(oldestFirst));
  expect(await catalog.findMany([])).toEqual([]);
});

test('the pages of a project go from the newest picture to the oldest, and leave pending images out', async () => {
  const { projectId } = house;
  const newestFirst = oldestFirst.toReversed();
  const pages: ImageId[][] = [];
  let after: ImageId | null = null;
  do {
    const page: ImageId[] = (await catalog.page({ projectId, limit: 2, after, before: null, isBackward: false })).map(
      ({ id }) => id,
    );
    pages.push(page);
    after = page.length > 2 ? (page[1] ?? null) : null;
  } while (after !== null);
  expect(pages).toEqual([newestFirst.slice(0, 3), newestFirst.slice(2, 5), newestFirst.slice(4)]);
});

test('a project without pictures has an empty page', async () => {
  expect(
    await catalog.page({
      projectId: house.newId<ProjectId>(),
      limit: 50,
      after: null,
      before: null,
      isBackward: false,
    }),
  ).toEqual([]);
});

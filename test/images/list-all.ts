import type { ContentHash } from '../../src/images/image.ts';
import type { PictureStorage } from '../../src/images/picture-storage.ts';

/** The hashes of all pictures in a storage, in order. */
export async function listAll(storage: Pick<PictureStorage, 'list'>): Promise<ContentHash[]> {
  const listed: ContentHash[] = [];
  for await (const pictures of storage.list()) listed.push(...pictures);
  return listed.toSorted();
}

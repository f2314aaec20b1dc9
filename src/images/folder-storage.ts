import { createHash, randomUUID } from 'node:crypto';
import { access, mkdir, readdir, readFile, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Instant } from '../instant.ts';
import { moveDurably, syncName, writeDurably } from './durable-file.ts';
import { type ContentHash, isContentHash } from './image.ts';
import type { CopyKey, PictureStorage } from './picture-storage.ts';

/** No write takes so long: what is older was left by a process that was killed. */
const LEFTOVER_AFTER_MS = 24 * 60 * 60 * 1000; // one day

/**
 * Pictures as files:
 *
 *   <folder>/ab/abcdef…           a picture, under the first two digits of its hash and the hash
 *   <folder>/ab/abcdef….<recipe>  a copy of it
 *   <folder>/incoming/<random>    a file that is being written
 *
 * A file gets its name once its bytes are on the disk, and a name never changes its meaning; so several processes may
 * share the folder without locks.
 */
export class FolderStorage implements PictureStorage {
  readonly #folder: string;
  readonly #incoming: string;

  private constructor(folder: string) {
    this.#folder = folder;
    this.#incoming = path.join(folder, 'incoming');
  }

  /** Makes the folder where there is none, for this account alone, and removes what killed processes have left in it. */
  static async open(folder: string, clock: () => Instant): Promise<FolderStorage> {
    const storage = new FolderStorage(folder);
    await mkdir(storage.#incoming, { recursive: true, mode: 0o700 });
    await syncName(storage.#incoming);
    await storage.#removeLeftovers(clock() - LEFTOVER_AFTER_MS);
    return storage;
  }

  async put(bytes: Uint8Array): Promise<ContentHash> {
    const picture = hashOf(bytes);
    const isThere = await this.#has(picture);
    // Whoever has just written it may not have come as far as the name.
    await (isThere ? syncName(this.#place(picture)) : this.#write(picture, bytes));
    return picture;
  }

  get(picture: ContentHash): Promise<Uint8Array | null> {
    return this.#read(picture);
  }

  putCopy(copy: CopyKey, bytes: Uint8Array): Promise<void> {
    return this.#write(copyName(copy), bytes);
  }

  getCopy(copy: CopyKey): Promise<Uint8Array | null> {
    return this.#read(copyName(copy));
  }

  #place(name: string): string {
    return path.join(this.#folder, name.slice(0, 2), name);
  }

  async #has(name: string): Promise<boolean> {
    return access(this.#place(name)).then(
      () => true,
      () => false, // absent, or not to be reached: then the write says why
    );
  }

  async #write(name: string, bytes: Uint8Array): Promise<void> {
    const incoming = path.join(this.#incoming, randomUUID());
    try {
      await writeDurably(incoming, bytes);
      await moveDurably(incoming, this.#place(name));
    } catch (error) {
      await rm(incoming, { force: true });
      throw error;
    }
  }

  async #read(name: string): Promise<Uint8Array | null> {
    try {
      return await readFile(this.#place(name));
    } catch (error) {
      if (isMissing(error)) return null;
      throw error;
    }
  }

  async #removeLeftovers(before: Instant): Promise<void> {
    for (const name of await readdir(this.#incoming)) {
      const file = path.join(this.#incoming, name);
      const changedAt = await stat(file).then(
        ({ mtimeMs }) => mtimeMs,
        () => Infinity, // its writer has just moved it to its place
      );
      if (changedAt < before) await rm(file, { force: true });
    }
  }
}

/** Takes 1 ms a MiB. */
function hashOf(bytes: Uint8Array): ContentHash {
  const hash = createHash('sha256').update(bytes).digest('hex');
  if (!isContentHash(hash)) throw new TypeError(`${hash} is no SHA-256`);
  return hash;
}

function copyName({ of, recipe }: CopyKey): string {
  return `${of}.${recipe}`;
}

function isMissing(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT';
}

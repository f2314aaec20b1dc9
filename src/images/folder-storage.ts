import { createHash, randomUUID } from 'node:crypto';
import { access, mkdir, open, readdir, readFile, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { LRUCache } from 'lru-cache';
import type { Instant } from '../instant.ts';
import { moveDurably, syncName, writeDurably } from './durable-file.ts';
import { type ContentHash, isContentHash } from './image.ts';
import { BEGINNING_BYTES } from './picture-type.ts';
import type { CopyKey, OpenPicture, PictureStorage } from './picture-storage.ts';

/** Older incoming files were left by killed processes: no write takes this long. */
const LEFTOVER_AFTER_MS = 24 * 60 * 60 * 1000; // one day

/**
 * Stores pictures as files:
 *
 *   <folder>/ab/abcdef…              a picture, under the first two digits of its hash and the hash
 *   <folder>/copies/abcdef….<recipe>  a copy of it
 *   <folder>/incoming/<random>       a file that is being written
 *
 * A file gets its name when its bytes are on the disk, and the content of a name never changes. So several processes can
 * share the folder without locks.
 */
export class FolderStorage implements PictureStorage {
  readonly #folder: string;
  readonly #incoming: string;
  /** The size of each copy, by name, least recently used first. */
  readonly #copies: LRUCache<string, number>;

  private constructor(folder: string, copiesBytes: number) {
    this.#folder = folder;
    this.#incoming = path.join(folder, 'incoming');
    this.#copies = new LRUCache({
      maxSize: copiesBytes,
      sizeCalculation: (bytes) => Math.max(1, bytes),
      dispose: (_bytes, name, reason) => {
        if (reason === 'evict') void rm(this.#copyFile(name), { force: true }).catch(() => undefined); // removed at the next start if this fails
      },
    });
  }

  /** Creates the folder, readable by this account only, and removes what killed processes have left in it. */
  static async open(
    folder: string,
    { clock, copiesBytes }: { readonly clock: () => Instant; readonly copiesBytes: number },
  ): Promise<FolderStorage> {
    const storage = new FolderStorage(folder, copiesBytes);
    await mkdir(storage.#incoming, { recursive: true, mode: 0o700 });
    await syncName(storage.#incoming);
    await storage.#removeLeftovers(clock() - LEFTOVER_AFTER_MS);
    await storage.#findCopies();
    return storage;
  }

  async put(bytes: Uint8Array): Promise<ContentHash> {
    const picture = hashOf(bytes);
    const isThere = await this.#has(picture);
    // Another process may have written it and not yet synced its name.
    await (isThere ? syncName(this.#place(picture)) : this.#write(this.#place(picture), bytes));
    return picture;
  }

  get(picture: ContentHash): Promise<Uint8Array | null> {
    return this.#read(this.#place(picture));
  }

  async open(picture: ContentHash): Promise<OpenPicture | null> {
    const handle = await open(this.#place(picture), 'r').catch(nullIfMissing);
    if (handle === null) return null;
    try {
      const { size } = await handle.stat();
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(BEGINNING_BYTES), 0, BEGINNING_BYTES, 0);
      return { length: size, beginning: buffer.subarray(0, bytesRead), content: handle.createReadStream({ start: 0 }) };
    } catch (error) {
      await handle.close();
      throw error;
    }
  }

  async putCopy(copy: CopyKey, bytes: Uint8Array): Promise<void> {
    const name = copyName(copy);
    if (bytes.length > this.#copies.maxSize) return;
    await this.#write(this.#copyFile(name), bytes);
    this.#copies.set(name, bytes.length);
  }

  getCopy(copy: CopyKey): Promise<Uint8Array | null> {
    const name = copyName(copy);
    this.#copies.get(name); // marks it as used
    return this.#read(this.#copyFile(name));
  }

  #copyFile(name: string): string {
    return path.join(this.#folder, 'copies', name);
  }

  /** Registers the copies of earlier starts and other processes, oldest first, so that they are evicted first. */
  async #findCopies(): Promise<void> {
    const folder = path.join(this.#folder, 'copies');
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const found: { name: string; bytes: number; usedAt: number }[] = [];
    for (const name of await readdir(folder)) {
      const file = await stat(path.join(folder, name)).catch(nullIfMissing);
      if (file) found.push({ name, bytes: file.size, usedAt: file.mtimeMs });
    }
    for (const { name, bytes } of found.toSorted((one, other) => one.usedAt - other.usedAt))
      this.#copies.set(name, bytes);
  }

  #place(name: string): string {
    return path.join(this.#folder, name.slice(0, 2), name);
  }

  async #has(name: string): Promise<boolean> {
    return access(this.#place(name)).then(
      () => true,
      () => false, // missing or not accessible; the write then reports why
    );
  }

  async #write(file: string, bytes: Uint8Array): Promise<void> {
    const incoming = path.join(this.#incoming, randomUUID());
    try {
      await writeDurably(incoming, bytes);
      await moveDurably(incoming, file);
    } catch (error) {
      await rm(incoming, { force: true });
      throw error;
    }
  }

  #read(file: string): Promise<Uint8Array | null> {
    return readFile(file).catch(nullIfMissing);
  }

  async #removeLeftovers(before: Instant): Promise<void> {
    for (const name of await readdir(this.#incoming)) {
      const file = path.join(this.#incoming, name);
      const changedAt = await stat(file).then(
        ({ mtimeMs }) => mtimeMs,
        () => Infinity, // its writer has just renamed it
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

function nullIfMissing(error: unknown): null {
  if (isMissing(error)) return null;
  throw error;
}

function isMissing(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT';
}

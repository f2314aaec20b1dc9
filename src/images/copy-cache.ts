import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { LRUCache } from 'lru-cache';
import { moveDurably, writeDurably } from './durable-file.ts';
import { type ContentHash, isContentHash } from './image.ts';
import { nullIfMissing } from './missing-file.ts';

/** Identifies a copy by its source and recipe, because its hash is not known before it is made. */
export interface CopyKey {
  readonly of: ContentHash;
  /** Encodes everything that the bytes depend on except the picture, in lower-case letters, digits and `-`. */
  readonly recipe: string;
}

/**
 * Keeps copies that were derived from pictures as files `<hash>.<recipe>` on this machine's disk, wherever the pictures
 * themselves are stored, up to a number of bytes. A copy can be evicted at any time and made again.
 */
export class CopyCache {
  readonly #folder: string;
  /** The size of each copy, by name, least recently used first. */
  readonly #copies: LRUCache<string, number>;

  private constructor(folder: string, maxBytes: number) {
    this.#folder = folder;
    this.#copies = new LRUCache({
      maxSize: maxBytes,
      sizeCalculation: (bytes) => Math.max(1, bytes),
      dispose: (_bytes, name, reason) => {
        if (reason === 'evict') void rm(this.#file(name), { force: true }).catch(() => undefined); // removed at the next start if this fails
      },
    });
  }

  /** Creates the folder, and registers the copies of earlier starts and other processes, oldest first. */
  static async open(folder: string, maxBytes: number): Promise<CopyCache> {
    const cache = new CopyCache(folder, maxBytes);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const found: { name: string; bytes: number; usedAt: number }[] = [];
    for (const name of await readdir(folder)) {
      const file = await stat(path.join(folder, name)).catch(nullIfMissing);
      if (file) found.push({ name, bytes: file.size, usedAt: file.mtimeMs });
    }
    for (const { name, bytes } of found.toSorted((one, other) => one.usedAt - other.usedAt))
      cache.#copies.set(name, bytes);
    return cache;
  }

  /** Replaces an existing copy with the same key. */
  async put(copy: CopyKey, bytes: Uint8Array): Promise<void> {
    const name = nameOf(copy);
    if (bytes.length > this.#copies.maxSize) return;
    const incoming = this.#file(`incoming-${randomUUID()}`); // evicted like a copy if this process is killed meanwhile
    try {
      await writeDurably(incoming, bytes); // otherwise a power failure could leave an empty file under the final name
      await moveDurably(incoming, this.#file(name));
    } catch (error) {
      await rm(incoming, { force: true });
      throw error;
    }
    this.#copies.set(name, bytes.length);
  }

  /** Null if the cache does not have the copy. */
  get(copy: CopyKey): Promise<Uint8Array | null> {
    const name = nameOf(copy);
    this.#copies.get(name); // marks it as used
    return readFile(this.#file(name)).catch(nullIfMissing);
  }

  /** The pictures that have copies on the disk. */
  async sources(): Promise<ContentHash[]> {
    const names = await readdir(this.#folder);
    return [...new Set(names.map((name) => name.split('.')[0] ?? '').filter(isContentHash))];
  }

  async removeCopiesOf(pictures: ReadonlySet<string>): Promise<void> {
    for (const name of await readdir(this.#folder)) {
      if (!pictures.has(name.split('.')[0] ?? '')) continue;
      this.#copies.delete(name);
      await rm(this.#file(name), { force: true });
    }
  }

  #file(name: string): string {
    return path.join(this.#folder, name);
  }
}

function nameOf({ of, recipe }: CopyKey): string {
  return `${of}.${recipe}`;
}

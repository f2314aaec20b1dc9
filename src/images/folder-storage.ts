import { randomUUID } from 'node:crypto';
import { access, mkdir, open, readdir, readFile, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { DAY_MS, type Instant } from '../instant.ts';
import { moveDurably, syncName, writeDurably } from './durable-file.ts';
import { type ContentHash, isContentHash } from './image.ts';
import { nullIfMissing } from './missing-file.ts';
import { BEGINNING_BYTES } from './picture-type.ts';
import type { OpenPicture, PictureStorage } from './picture-storage.ts';

/** Older incoming files were left by killed processes: no write takes this long. */
const LEFTOVER_AFTER_MS = DAY_MS;

/**
 * Stores pictures as files:
 *
 *   <folder>/ab/abcdef…              a picture, under the first two digits of its hash and the hash
 *   <folder>/incoming/<random>       a file that is being written
 *
 * A file gets its name when its bytes are on the disk, and the content of a name never changes. So several processes can
 * share the folder without locks.
 */
export class FolderStorage implements PictureStorage {
  readonly #folder: string;
  readonly #incoming: string;

  private constructor(folder: string) {
    this.#folder = folder;
    this.#incoming = path.join(folder, 'incoming');
  }

  /** Creates the folder, readable by this account only, and removes what killed processes have left in it. */
  static async open(folder: string, { clock }: { readonly clock: () => Instant }): Promise<FolderStorage> {
    const storage = new FolderStorage(folder);
    await mkdir(storage.#incoming, { recursive: true, mode: 0o700 });
    await syncName(storage.#incoming);
    await storage.#removeLeftovers(clock() - LEFTOVER_AFTER_MS);
    return storage;
  }

  async put(picture: ContentHash, bytes: Uint8Array): Promise<void> {
    const isThere = await this.#has(picture);
    // Another process may have written it and not yet synced its name.
    await (isThere ? syncName(this.#place(picture)) : this.#write(this.#place(picture), bytes));
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

  async storedAt(picture: ContentHash): Promise<Instant | null> {
    const file = await stat(this.#place(picture)).catch(nullIfMissing);
    return file && Math.floor(file.mtimeMs);
  }

  async *list(): AsyncIterable<readonly ContentHash[]> {
    for (const folder of await readdir(this.#folder)) {
      if (!/^[\da-f]{2}$/.test(folder)) continue;
      const names = await readdir(path.join(this.#folder, folder));
      yield names.filter(isContentHash);
    }
  }

  async remove(picture: ContentHash): Promise<void> {
    await rm(this.#place(picture), { force: true });
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

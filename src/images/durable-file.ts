import { mkdir, open, rename } from 'node:fs/promises';
import path from 'node:path';

/** Writes a new file, and resolves when its bytes are on the disk. A crash can still lose its name. */
export async function writeDurably(file: string, bytes: Uint8Array): Promise<void> {
  const handle = await open(file, 'wx', 0o600);
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Renames a file durably. Creates the folder of the new name if necessary. */
export async function moveDurably(from: string, to: string): Promise<void> {
  await mkdir(path.dirname(to), { recursive: true, mode: 0o700 });
  await rename(from, to);
  await syncName(to);
}

/** Resolves when the names of a file and of its folder are on the disk, whichever process created them. */
export async function syncName(file: string): Promise<void> {
  await syncFolder(path.dirname(file));
  await syncFolder(path.dirname(path.dirname(file)));
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

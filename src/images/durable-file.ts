import { mkdir, open, rename } from 'node:fs/promises';
import path from 'node:path';

/** Writes a new file and resolves once its bytes are on the disk. Its name may still be lost in a crash. */
export async function writeDurably(file: string, bytes: Uint8Array): Promise<void> {
  const handle = await open(file, 'wx', 0o600);
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Gives a file its name, for good. The folder of the name is made where there is none. */
export async function moveDurably(from: string, to: string): Promise<void> {
  await mkdir(path.dirname(to), { recursive: true, mode: 0o700 });
  await rename(from, to);
  await syncName(to);
}

/** Resolves once a file's name is on the disk, and that of its folder, whichever process gave them. */
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

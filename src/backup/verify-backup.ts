import { createReadStream } from 'node:fs';
import { contentHashOf } from '../images/content-hash.ts';
import type { PictureStorage } from '../images/picture-storage.ts';
import { reasonOf } from '../reason-of.ts';
import { StartError } from '../start-error.ts';
import { type BackupManifest, tableFile } from './backup-manifest.ts';
import { counted } from '../counted.ts';

/** Reads a whole backup: every table has its rows, and every picture its hash. Throws StartError otherwise. */
export async function verifyBackup(
  folder: string,
  { tables, pictures: expected }: BackupManifest,
  pictures: PictureStorage,
): Promise<void> {
  for (const { name, rows } of tables) {
    const found = await linesOf(tableFile(folder, name));
    if (found !== rows) throw damaged(`${name} has ${counted(found, 'row')} instead of ${rows}`);
  }
  let [found, different] = [0, 0];
  for await (const listed of pictures.list()) {
    for (const picture of listed) {
      const bytes = await pictures.get(picture);
      found += 1;
      if (bytes === null || contentHashOf(bytes) !== picture) different += 1;
    }
  }
  if (different > 0)
    throw damaged(
      `${counted(different, 'picture')} ${different === 1 ? 'differs from its hash' : 'differ from their hashes'}`,
    );
  if (found < expected) throw damaged(`it has ${counted(found, 'picture')} instead of ${expected}`);
}

/** In the text format of COPY a row is one line: line feeds in values are escaped. */
async function linesOf(file: string): Promise<number> {
  let lines = 0;
  try {
    for await (const chunk of createReadStream(file)) {
      const bytes: Buffer = chunk; // a stream without an encoding reads buffers
      for (let at = bytes.indexOf(0x0a); at !== -1; at = bytes.indexOf(0x0a, at + 1)) lines += 1;
    }
  } catch (error) {
    throw damaged(reasonOf(error));
  }
  return lines;
}

function damaged(how: string): StartError {
  return new StartError(`the backup is damaged: ${how}`);
}

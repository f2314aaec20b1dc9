import { makeZip } from 'client-zip';
import type { PictureFragment } from '../../generated/graphql.ts';
import { pngName, uniqueNames } from './save-file.ts';

/** A ZIP of the pictures as PNG files. Each is fetched after the one before was read. `onFile` gets the number of files so far. */
export function zipOf(
  pictures: readonly PictureFragment[],
  onFile: (count: number) => void,
  onMissing: (name: string) => void,
): ReadableStream<Uint8Array> {
  const names = uniqueNames(pictures.map(({ fileName }) => pngName(fileName)));
  async function* files() {
    for (const [place, { download, createdAt }] of pictures.entries()) {
      const name = names[place] ?? '';
      const file = await fetched(download);
      if (file) yield { name, input: file.stream(), size: file.size, lastModified: new Date(createdAt) };
      else onMissing(name);
      onFile(place + 1);
    }
  }
  return makeZip(files());
}

/** Fetches the whole picture first, so that a broken connection cannot corrupt the ZIP; null if the picture is unavailable. */
async function fetched(url: string): Promise<Blob | null> {
  try {
    const response = await fetch(url);
    return response.ok ? await response.blob() : null;
  } catch {
    return null;
  }
}

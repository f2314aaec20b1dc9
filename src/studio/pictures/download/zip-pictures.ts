import { makeZip } from 'client-zip';
import type { PictureFragment } from '../../generated/graphql.ts';
import { pngName, uniqueNames } from './file-names.ts';

/** The pictures as PNG files in a ZIP, each fetched when those before it were taken. `onFile` is told how many are in it. */
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

/** Whole, so that a picture whose connection breaks is left out and does not spoil the file; null where it is not to be had. */
async function fetched(url: string): Promise<Blob | null> {
  try {
    const response = await fetch(url);
    return response.ok ? await response.blob() : null;
  } catch {
    return null;
  }
}

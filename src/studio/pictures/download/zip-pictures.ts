import { makeZip } from 'client-zip';
import type { PictureFragment } from '../../generated/graphql.ts';
import { pngName, uniqueNames } from './file-names.ts';

export interface Zipped {
  readonly file: Blob;
  /** The names of those that could not be fetched. */
  readonly missing: readonly string[];
}

/** The pictures as PNG files in a ZIP, fetched one after the other as it grows. `onFile` is told how many are in it. */
export async function zipPictures(
  pictures: readonly PictureFragment[],
  onFile: (count: number) => void,
): Promise<Zipped> {
  const names = uniqueNames(pictures.map(({ fileName }) => pngName(fileName)));
  const missing: string[] = [];
  async function* files() {
    for (const [place, { download, createdAt }] of pictures.entries()) {
      const name = names[place] ?? '';
      const response = await fetch(download).catch(() => null);
      if (response?.ok) yield { name, input: await response.blob(), lastModified: new Date(createdAt) };
      else missing.push(name);
      onFile(place + 1);
    }
  }
  const entries = (async function* () {
    for await (const { name, input, lastModified } of files()) {
      yield { name, lastModified, size: input.size, input: input.stream() };
    }
  })();
  return { file: await new Response(makeZip(entries)).blob(), missing };
}

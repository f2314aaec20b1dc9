import { useState } from 'react';
import { makeZip } from 'client-zip';
import type { PictureFragment } from '../../../generated/graphql.ts';
import { say } from '../../../language/say.ts';
import { toastDone, toastFailed } from '../../../look/toast.tsx';
import { pngName, saveStream, uniqueNames } from '../../download/save-file.ts';

const NAMED_MAX = 5;

/** `zipped`: the number of pictures in the ZIP so far; null: none is being made. */
export function useZip(projectName: string) {
  const [zipped, setZipped] = useState<number | null>(null);
  const download = async (pictures: readonly PictureFragment[]): Promise<void> => {
    const missing: string[] = [];
    const name = `${projectName.replace(/[\\/:*?"<>|]/g, ' ').trim()}.zip`;
    setZipped(0);
    try {
      const isSaved = await saveStream(name, () => zipOf(pictures, setZipped, (each) => missing.push(each)));
      if (!isSaved) return;
      if (missing.length === 0) toastDone(say('selection.isComplete', { file: name }));
      else toastFailed(missingSentence(missing, pictures.length));
    } catch {
      toastFailed({ title: say('selection.notWritten'), detail: say('selection.checkDisk') });
    } finally {
      setZipped(null);
    }
  };
  return { download, zipped };
}

function missingSentence(missing: readonly string[], count: number) {
  const named = missing.slice(0, NAMED_MAX).join(', ');
  return {
    title: say('selection.notFetched', { missing: missing.length, count }),
    detail: say('selection.loadAgain', { names: missing.length > NAMED_MAX ? `${named}, …` : named }),
  };
}

/** Fetches pictures as PNG files, one after the other, and returns a ZIP. Calls `onFile` with the number of files fetched so far. */
function zipOf(
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

import { useState } from 'react';
import type { PictureFragment } from '../../../generated/graphql.ts';
import { toastDone, toastFailed } from '../../../look/toast.tsx';
import { saveStream } from '../../download/save-stream.ts';
import { zipOf } from '../../download/zip-pictures.ts';

const NAMED_MAX = 5;

/** `zipped`: how many are in the file that is being made; null while there is none. */
export function useZip(projectName: string) {
  const [zipped, setZipped] = useState<number | null>(null);
  const download = async (pictures: readonly PictureFragment[]): Promise<void> => {
    const missing: string[] = [];
    const name = `${projectName.replace(/[\\/:*?"<>|]/g, ' ').trim()}.zip`;
    setZipped(0);
    try {
      const isSaved = await saveStream(name, () => zipOf(pictures, setZipped, (each) => missing.push(each)));
      if (!isSaved) return;
      if (missing.length === 0) toastDone(`${name} is complete.`);
      else toastFailed(missingSentence(missing, pictures.length));
    } catch {
      toastFailed({ title: 'The ZIP could not be written.', detail: 'Look at the room on the disk, and try again.' });
    } finally {
      setZipped(null);
    }
  };
  return { download, zipped };
}

function missingSentence(missing: readonly string[], count: number) {
  const named = missing.slice(0, NAMED_MAX).join(', ');
  return {
    title: `${missing.length} of ${count} could not be fetched.`,
    detail: `Load the page again and download these once more: ${named}${missing.length > NAMED_MAX ? ', …' : ''}`,
  };
}

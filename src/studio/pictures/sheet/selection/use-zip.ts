import { useState } from 'react';
import type { PictureFragment } from '../../../generated/graphql.ts';
import { say } from '../../../language/say.ts';
import { toastDone, toastFailed } from '../../../look/toast.tsx';
import { saveStream } from '../../download/save-file.ts';
import { zipOf } from '../../download/zip-pictures.ts';

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

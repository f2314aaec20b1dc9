import { useState } from 'react';
import type { PictureFragment } from '../../generated/graphql.ts';
import { say } from '../../language/say.ts';
import { toastFailed, toastRefused } from '../../look/toast.tsx';
import { useFindSubject } from '../masks/use-find-subject.ts';
import { saveFile, withExtension } from './save-file.ts';
import { canvasOf, loadBitmap } from '../bitmaps.ts';

/** Downloads the subject of a picture on nothing: the engine finds it, free of charge. */
export function useCutOut() {
  const { find } = useFindSubject();
  const [isCutting, setCutting] = useState(false);
  const cutOut = async (picture: PictureFragment): Promise<void> => {
    setCutting(true);
    try {
      const [mask, bitmap] = await Promise.all([find(picture.id, null), loadBitmap(picture.download)]);
      if (!mask) return toastRefused({ title: say('download.noSubject'), detail: say('download.paintIt') });
      const { canvas, context } = canvasOf(bitmap.width, bitmap.height);
      context.drawImage(bitmap, 0, 0);
      context.globalCompositeOperation = 'destination-in';
      context.drawImage(mask.bitmap, 0, 0, bitmap.width, bitmap.height);
      saveFile(await canvas.convertToBlob({ type: 'image/png' }), withExtension(picture.fileName, 'png', 'cut out'));
    } catch {
      toastFailed({ title: say('download.notFetched'), detail: say('download.tryAgain') });
    } finally {
      setCutting(false);
    }
  };
  return { cutOut, isCutting };
}

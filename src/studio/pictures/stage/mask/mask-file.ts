import { drawMask, type DrawingSize, type Strokes } from './strokes.ts';

const SIDE_MAX_PX = 2_048; // the server stretches it over the picture

/** How much of the picture a mask keeps. */
export type MaskReach = 'nothing' | 'some' | 'everything';

export interface MaskFile {
  readonly reach: MaskReach;
  readonly file: Blob;
}

/** The painted mask as a PNG of the picture's shape. */
export async function maskFile(strokes: Strokes, picture: DrawingSize): Promise<MaskFile> {
  const scale = Math.min(1, SIDE_MAX_PX / Math.max(picture.width, picture.height));
  const size = {
    width: Math.max(1, Math.round(picture.width * scale)),
    height: Math.max(1, Math.round(picture.height * scale)),
  };
  const canvas = new OffscreenCanvas(size.width, size.height);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('this browser has no canvas');
  drawMask(context, strokes, size);
  const { data } = context.getImageData(0, 0, size.width, size.height);
  return { reach: reachOf(data), file: await canvas.convertToBlob({ type: 'image/png' }) };
}

function reachOf(data: Uint8ClampedArray): MaskReach {
  let kept = 0;
  for (let red = 0; red < data.length; red += 4) if ((data[red] ?? 0) > 127) kept += 1;
  if (kept === 0) return 'nothing';
  return kept === data.length / 4 ? 'everything' : 'some';
}

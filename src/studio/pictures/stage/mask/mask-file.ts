import { canvasOf } from '../../canvas.ts';
import { drawMask, type DrawingSize, smallCopy, type Strokes } from './strokes.ts';

const SIDE_MAX_PX = 2_048; // the server stretches it over the picture

/** How much of the picture a mask keeps. */
export type MaskReach = 'nothing' | 'some' | 'everything';

export interface MaskFile {
  readonly reach: MaskReach;
  readonly file: Blob;
}

/** The painted mask as a PNG of the picture's shape. */
export async function maskFile(strokes: Strokes, picture: DrawingSize): Promise<MaskFile> {
  const size = smallCopy(picture, SIDE_MAX_PX);
  const { canvas, context } = canvasOf(size.width, size.height);
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

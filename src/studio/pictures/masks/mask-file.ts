import { canvasOf, loadBitmap } from '../bitmaps.ts';
import { type DrawingSize, drawMask, type FoundMask, smallCopy, type Strokes } from './strokes.ts';

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

/** The mask as it is drawn: its brightness becomes its opacity. */
export async function loadFoundMask(imageId: string, url: string): Promise<FoundMask> {
  const grey = await loadBitmap(url);
  const { canvas, context } = canvasOf(grey.width, grey.height);
  context.drawImage(grey, 0, 0);
  const pixels = context.getImageData(0, 0, grey.width, grey.height);
  for (let red = 0; red < pixels.data.length; red += 4) {
    pixels.data[red + 3] = pixels.data[red] ?? 0;
    pixels.data.fill(255, red, red + 3);
  }
  context.putImageData(pixels, 0, 0);
  return { imageId, bitmap: canvas.transferToImageBitmap() };
}

import { canvasOf } from '../../canvas.ts';
import { loadBitmap } from '../../download/load-bitmap.ts';
import type { FoundMask } from './strokes.ts';

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

import type { FoundMask } from './strokes.ts';

/** The mask as it is drawn: its brightness becomes its opacity. */
export async function loadFoundMask(imageId: string, url: string): Promise<FoundMask> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`the mask was answered with ${response.status}`);
  const grey = await createImageBitmap(await response.blob());
  const canvas = new OffscreenCanvas(grey.width, grey.height);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('this browser has no canvas');
  context.drawImage(grey, 0, 0);
  const pixels = context.getImageData(0, 0, grey.width, grey.height);
  for (let red = 0; red < pixels.data.length; red += 4) {
    pixels.data[red + 3] = pixels.data[red] ?? 0;
    pixels.data.fill(255, red, red + 3);
  }
  context.putImageData(pixels, 0, 0);
  return { imageId, bitmap: canvas.transferToImageBitmap() };
}

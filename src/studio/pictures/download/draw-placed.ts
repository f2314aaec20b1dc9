import type { PixelSize } from '../perform/expanding.ts';
import { type Placing, placeIn } from './channels.ts';

type Drawing = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

/** Draws the picture into a frame of this size, on white. */
export function drawPlaced(context: Drawing, picture: ImageBitmap, frame: PixelSize, placing: Placing): void {
  const { x, y, width, height } = placeIn(picture, frame, placing);
  context.fillStyle = '#fff';
  context.fillRect(0, 0, frame.width, frame.height);
  context.imageSmoothingQuality = 'high';
  context.drawImage(picture, x, y, width, height);
}

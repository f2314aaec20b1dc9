import type { PixelSize } from '../perform/expanding.ts';

/** The channels in which pictures are published, and the size that each requires, in pixels. */
export interface Channel extends PixelSize {
  readonly name: string;
}

export const CHANNELS: readonly Channel[] = [
  { name: 'Instagram post', width: 1080, height: 1350 },
  { name: 'Instagram story', width: 1080, height: 1920 },
  { name: 'Amazon', width: 2000, height: 2000 },
  { name: 'Shopify', width: 2048, height: 2048 },
  { name: 'Web banner', width: 1920, height: 600 },
];

/** FILL: the picture covers the frame and is cropped. FIT: the whole picture is shown, on white. */
export type Placing = 'FILL' | 'FIT';

export interface Placed extends PixelSize {
  readonly x: number;
  readonly y: number;
}

/** Where the whole picture lies in a frame, in the frame's pixels. */
export function placeIn(picture: PixelSize, frame: PixelSize, placing: Placing): Placed {
  const [across, down] = [frame.width / picture.width, frame.height / picture.height];
  const scale = placing === 'FILL' ? Math.max(across, down) : Math.min(across, down);
  const [width, height] = [Math.round(picture.width * scale), Math.round(picture.height * scale)];
  return { width, height, x: Math.round((frame.width - width) / 2), y: Math.round((frame.height - height) / 2) };
}

/** How much of the picture a frame that it fills cuts off, of 1. */
export function cutOff(picture: PixelSize, frame: PixelSize): number {
  const { width, height } = placeIn(picture, frame, 'FILL');
  return 1 - (Math.min(frame.width, width) * Math.min(frame.height, height)) / (width * height);
}

type Drawing = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

/** Draws the picture into a frame of this size, on white. */
export function drawPlaced(context: Drawing, picture: ImageBitmap, frame: PixelSize, placing: Placing): void {
  const { x, y, width, height } = placeIn(picture, frame, placing);
  context.fillStyle = '#fff';
  context.fillRect(0, 0, frame.width, frame.height);
  context.imageSmoothingQuality = 'high';
  context.drawImage(picture, x, y, width, height);
}

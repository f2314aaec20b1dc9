import { canvasOf } from '../../bitmaps.ts';
import { type DrawingSize, drawMask, smallCopy, type Strokes } from '../../masks/strokes.ts';

/** The maximum side of the mask in which the edge is searched, because it is searched after each stroke. */
const SIDE_MAX_PX = 720;
const DASH_PX = 6;
/** The minimum value of a mask pixel that is kept, as on the server. */
const KEPT_FROM = 128;
/** The colour of the page's accent, nearly transparent, so that the colours of the kept area remain visible. */
const TINT = [255, 138, 87, 46] as const;

/** The kept area in a reduced copy of the picture. */
export interface Edge {
  /** The image that is opaque along the border of the area. */
  readonly ring: OffscreenCanvas;
  readonly tint: OffscreenCanvas;
}

/** Null if nothing is painted. */
export function edgeOf(strokes: Strokes, picture: DrawingSize): Edge | null {
  if (strokes.length === 0 || picture.width === 0 || picture.height === 0) return null;
  const size = smallCopy(picture, SIDE_MAX_PX);
  const mask = canvasOf(size.width, size.height).context;
  drawMask(mask, strokes, size);
  const { data } = mask.getImageData(0, 0, size.width, size.height);
  return { ring: filled(ringPixels(data, size), size), tint: filled(tintPixels(data), size) };
}

/** Opaque for kept pixels beside one that is not kept or at the end of the picture; otherwise transparent. */
export function ringPixels(mask: Uint8ClampedArray, { width, height }: DrawingSize): Uint8ClampedArray<ArrayBuffer> {
  const ring = new Uint8ClampedArray(mask.length);
  const isKept = (x: number, y: number): boolean =>
    x >= 0 && y >= 0 && x < width && y < height && (mask[(y * width + x) * 4] ?? 0) >= KEPT_FROM;
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      if (!isKept(x, y)) continue;
      const isInside = isKept(x - 1, y) && isKept(x + 1, y) && isKept(x, y - 1) && isKept(x, y + 1);
      if (!isInside) ring[(y * width + x) * 4 + 3] = 255;
    }
  }
  return ring;
}

function tintPixels(mask: Uint8ClampedArray): Uint8ClampedArray<ArrayBuffer> {
  const tint = new Uint8ClampedArray(mask.length);
  for (let at = 0; at < mask.length; at += 4) if ((mask[at] ?? 0) >= KEPT_FROM) tint.set(TINT, at);
  return tint;
}

/** Draws the tint, and the edge as black and white dashes, which move by one pixel with each step. */
export function drawEdge(context: CanvasRenderingContext2D, edge: Edge | null, step: number): void {
  const { width, height } = context.canvas;
  context.globalCompositeOperation = 'source-over';
  context.clearRect(0, 0, width, height);
  if (edge === null) return;
  const halfPx = Math.max(1, devicePixelRatio) / 2;
  for (const left of [-halfPx, halfPx]) {
    for (const top of [-halfPx, halfPx]) context.drawImage(edge.ring, left, top, width, height);
  }
  const dashes = context.createPattern(dashTile(), 'repeat');
  if (!dashes) return;
  dashes.setTransform(new DOMMatrix().translate(step % (2 * DASH_PX), 0));
  context.globalCompositeOperation = 'source-in';
  context.fillStyle = dashes;
  context.fillRect(0, 0, width, height);
  context.globalCompositeOperation = 'destination-over';
  context.drawImage(edge.tint, 0, 0, width, height);
}

/** Diagonal stripes, which an edge in any direction crosses. */
function dashTile(): OffscreenCanvas {
  const side = 2 * DASH_PX;
  const { canvas, context } = canvasOf(side, side);
  for (let y = 0; y < side; y += 1) {
    for (let x = 0; x < side; x += 1) {
      context.fillStyle = (x + y) % side < DASH_PX ? '#fff' : '#000';
      context.fillRect(x, y, 1, 1);
    }
  }
  return canvas;
}

function filled(pixels: Uint8ClampedArray<ArrayBuffer>, { width, height }: DrawingSize): OffscreenCanvas {
  const { canvas, context } = canvasOf(width, height);
  context.putImageData(new ImageData(pixels, width, height), 0, 0);
  return canvas;
}

import { drawMask, type DrawingSize, type Strokes } from './strokes.ts';

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
  const scale = Math.min(1, SIDE_MAX_PX / Math.max(picture.width, picture.height));
  const size = {
    width: Math.max(1, Math.round(picture.width * scale)),
    height: Math.max(1, Math.round(picture.height * scale)),
  };
  const mask = drawing(size);
  drawMask(mask, strokes, size);
  const { data } = mask.getImageData(0, 0, size.width, size.height);
  return { ring: canvasOf(ringPixels(data, size), size), tint: canvasOf(tintPixels(data), size) };
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
  const context = drawing({ width: side, height: side });
  for (let y = 0; y < side; y += 1) {
    for (let x = 0; x < side; x += 1) {
      context.fillStyle = (x + y) % side < DASH_PX ? '#fff' : '#000';
      context.fillRect(x, y, 1, 1);
    }
  }
  return context.canvas;
}

function canvasOf(pixels: Uint8ClampedArray<ArrayBuffer>, size: DrawingSize): OffscreenCanvas {
  const context = drawing(size);
  context.putImageData(new ImageData(pixels, size.width, size.height), 0, 0);
  return context.canvas;
}

function drawing({ width, height }: DrawingSize): OffscreenCanvasRenderingContext2D {
  const context = new OffscreenCanvas(width, height).getContext('2d');
  if (!context) throw new Error('this browser has no canvas');
  return context;
}

/** In parts of the picture: 0 0 is its top left, 1 1 its bottom right. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** One move of the brush. */
export interface Stroke {
  readonly isErasing: boolean;
  /** Its diameter in parts of the picture's width. */
  readonly size: number;
  /** How much of the diameter fades out, of 1; absent in strokes that were kept before there was one. */
  readonly softness?: number;
  readonly points: readonly Point[];
}

/** A stored mask, found by the engine or of an earlier action: white, and transparent where the picture is not kept. */
export interface FoundMask {
  readonly imageId: string;
  readonly bitmap: ImageBitmap;
}

/** From the first to the last; a found mask lies under what is painted after it. */
export type Strokes = readonly (Stroke | FoundMask)[];

export function isFound(stroke: Stroke | FoundMask): stroke is FoundMask {
  return 'bitmap' in stroke;
}

export interface DrawingSize {
  readonly width: number;
  readonly height: number;
}

/** The size of the picture, scaled down so that no side is longer than `sideMaxPx`. */
export function smallCopy({ width, height }: DrawingSize, sideMaxPx: number): DrawingSize {
  const scale = Math.min(1, sideMaxPx / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

type Drawing = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

/** Draws what is kept in white on black. */
export function drawMask(context: Drawing, strokes: Strokes, size: DrawingSize): void {
  context.globalCompositeOperation = 'source-over';
  context.fillStyle = '#000';
  context.fillRect(0, 0, size.width, size.height);
  for (const stroke of strokes) {
    if (isFound(stroke)) context.drawImage(stroke.bitmap, 0, 0, size.width, size.height);
    else trace(context, stroke, size, stroke.isErasing ? '#000' : '#fff');
  }
}

/** Darkens what is replaced, and leaves free what is kept. Without a stroke nothing is darkened. */
export function drawVeil(context: Drawing, strokes: Strokes, size: DrawingSize): void {
  context.globalCompositeOperation = 'source-over';
  context.clearRect(0, 0, size.width, size.height);
  if (strokes.length === 0) return;
  context.fillStyle = '#000';
  context.fillRect(0, 0, size.width, size.height);
  for (const stroke of strokes) {
    if (isFound(stroke)) {
      context.globalCompositeOperation = 'destination-out';
      context.drawImage(stroke.bitmap, 0, 0, size.width, size.height);
      continue;
    }
    context.globalCompositeOperation = stroke.isErasing ? 'source-over' : 'destination-out';
    trace(context, stroke, size, '#000');
  }
}

/** What is soft is the shadow of a stroke that lies outside of the drawing: unlike a filter, every browser blurs it. */
function trace(
  context: Drawing,
  { points, size: diameter, softness = 0 }: Stroke,
  { width, height }: DrawingSize,
  colour: string,
): void {
  const [first, ...others] = points;
  if (!first) return;
  const blurPx = (softness * diameter * width) / 2;
  const aside = softness > 0 ? width * 2 : 0;
  context.save();
  context.shadowColor = softness > 0 ? colour : 'transparent';
  context.shadowBlur = blurPx;
  context.shadowOffsetX = aside;
  context.strokeStyle = colour;
  context.lineWidth = diameter * width - blurPx;
  context.lineCap = 'round';
  context.lineJoin = 'round';
  context.beginPath();
  context.moveTo(first.x * width - aside, first.y * height);
  if (others.length === 0) context.lineTo(first.x * width - aside + 0.01, first.y * height); // a dot
  for (const { x, y } of others) context.lineTo(x * width - aside, y * height);
  context.stroke();
  context.restore();
}

/** What the next stroke is drawn with. */
export type Brush = Pick<Stroke, 'isErasing' | 'size' | 'softness'>;

export const FIRST_BRUSH: Brush = { isErasing: false, size: 0.1 };
export const BRUSH_MIN = 0.02;
export const BRUSH_MAX = 0.4;

/** Where an arrow key leads from here; null for another key. */
export function toward(key: string, { x, y }: Point, step: number): Point | null {
  switch (key) {
    case 'ArrowLeft':
      return { x: Math.max(0, x - step), y };
    case 'ArrowRight':
      return { x: Math.min(1, x + step), y };
    case 'ArrowUp':
      return { x, y: Math.max(0, y - step) };
    case 'ArrowDown':
      return { x, y: Math.min(1, y + step) };
    default:
      return null;
  }
}

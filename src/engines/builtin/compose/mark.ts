import sharp from 'sharp';
import { line, px } from '../scenes/shapes.ts';
import { type Raster, toRaster } from '../pixels/raster.ts';
import { layOver } from './blend.ts';

/** "PREVIEW" as strokes in letters 14 units high, because the machine may have no fonts. */
const STROKES = [
  'M0 14V0H5Q8 0 8 3.5Q8 7 5 7H0',
  'M13 14V0H18Q21 0 21 3.5Q21 7 18 7H13M17 7L21 14',
  'M34 0H26V14H34M26 7H32',
  'M38 0L42.5 14L47 0',
  'M52 0V14',
  'M65 0H57V14H65M57 7H63',
  'M69 0L72.5 14L76 3L79.5 14L83 0',
].join('');
const [WIDTH, HEIGHT] = [83, 14];
/** A share of the picture's longer side. */
const LETTER_SHARE = 0.012;

/** Marks a picture as a preview in its lower right corner. */
export async function mark(canvas: Raster, signal: AbortSignal): Promise<void> {
  const scale = (LETTER_SHARE * Math.max(canvas.width, canvas.height)) / HEIGHT;
  const margin = 3;
  const [width, height] = [(WIDTH + 2 * margin) * scale, (HEIGHT + 2 * margin) * scale];
  if (width > canvas.width * 0.5 || height > canvas.height * 0.25) return;
  const strokes = line(STROKES, 'rgba(0,0,0,0.4)', 3.4) + line(STROKES, 'rgba(255,255,255,0.82)', 1.7);
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${Math.ceil(width)}" height="${Math.ceil(height)}" viewBox="${-margin} ${-margin} ${px(WIDTH + 2 * margin)} ${HEIGHT + 2 * margin}">${strokes}</svg>`;
  const layer = await toRaster(sharp(Buffer.from(svg)));
  const gap = Math.round(1.4 * HEIGHT * scale);
  await layOver(
    canvas,
    layer,
    { left: canvas.width - layer.width - gap, top: canvas.height - layer.height - gap },
    signal,
    () => 0.8,
  );
}

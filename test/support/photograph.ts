import sharp, { type OutputInfo } from 'sharp';

/** Looked up once: in Jest's contexts each look-up of `Math` takes 140 ns, and a photograph has millions of pixels. */
const { floor, imul } = Math;

export interface PhotographOptions {
  /** Upright size in pixels. */
  readonly width?: number;
  readonly height?: number;
  readonly format?: 'jpeg' | 'png' | 'webp';
  /** How the camera was held: the stored pixels are turned, and the EXIF tag says how to turn them back. */
  readonly exifOrientation?: 1 | 3 | 6 | 8;
  /** Another seed gives other noise and another glaze. */
  readonly seed?: number;
  /** The paper behind the product, as CSS writes colours. */
  readonly backdrop?: string;
  /** Whether everything but the product is transparent; the format is then PNG or WebP. */
  readonly cutOut?: boolean;
}

export interface Photograph {
  readonly bytes: Uint8Array;
  /** Upright. */
  readonly width: number;
  readonly height: number;
  /** Upright, one byte a pixel: 255 where the product is, 0 where it is not, between on its outline. */
  readonly subject: Uint8Array;
}

/**
 * A product photograph as a phone takes it: a glazed mug on seamless paper, soft light from one side that falls off, a shadow, a speckled
 * glaze and sensor noise. The same options make the same bytes.
 */
export async function photograph(options: PhotographOptions = {}): Promise<Photograph> {
  const { width = 1024, height = 768, format = 'jpeg', exifOrientation = 1, seed = 1, cutOut = false } = options;
  const chance = sequence(seed);
  const size = { width, height };
  const subject = await pixelsOf(sharp(drawn(size, `<rect width="100%" height="100%"/>${mug('#fff', '#fff')}`)), 1);
  const scene = await pixelsOf(sharp(drawn(size, studio(options.backdrop ?? '#dcdcd8', glaze(chance)))), 3);
  expose(scene, subject, width, chance);
  const upright = sharp(scene, { raw: { ...size, channels: 3 } });
  const picture = cutOut ? upright.joinChannel(subject, { raw: { ...size, channels: 1 } }) : upright;
  const held = sharp(await picture.png({ compressionLevel: 0 }).toBuffer(), { limitInputPixels: false });
  const bytes = await held
    .rotate(exifOrientation === 6 ? 270 : exifOrientation === 8 ? 90 : exifOrientation === 3 ? 180 : 0)
    .withMetadata({ orientation: exifOrientation })
    .toFormat(format, format === 'jpeg' ? { quality: 93 } : format === 'webp' ? { lossless: true, effort: 0 } : {})
    .toBuffer();
  return { bytes, width, height, subject };
}

/** The standard deviation of the noise that `expose` adds to each channel (0 to 255). */
const SENSOR_NOISE = 2.2;
const GLAZES = ['#1f7f86', '#b8452f', '#37518f', '#c99a2e', '#5d7f4a'];

function glaze(chance: () => number): string {
  return GLAZES[Math.floor(chance() * GLAZES.length)] ?? '#1f7f86';
}

function drawn({ width, height }: { width: number; height: number }, content: string): Buffer {
  return Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 1000 1000"
    preserveAspectRatio="none"><g transform="translate(500 560) scale(${Math.min(1, height / width)} ${Math.min(1, width / height)})
    translate(-500 -560)">${content}</g></svg>`);
}

/** The one shape that both the photograph and its mask are drawn from; the handle leaves a hole. */
function mug(body: string, handle: string): string {
  return `<path d="M640 440 h60 a110 110 0 0 1 0 240 h-70" fill="none" stroke="${handle}" stroke-width="46"/>
    <path d="M310 330 Q310 300 345 300 H615 Q650 300 650 330 L630 730 Q626 770 585 770 H375 Q334 770 330 730 Z" fill="${body}"/>`;
}

function studio(backdrop: string, colour: string): string {
  return `<defs>
      <radialGradient id="fall" cx="0.3" cy="0.25" r="1.1"><stop offset="0" stop-color="#fff" stop-opacity="0.22"/>
        <stop offset="0.5" stop-color="#fff" stop-opacity="0"/><stop offset="1" stop-color="#000" stop-opacity="0.16"/></radialGradient>
      <linearGradient id="round"><stop offset="0" stop-color="#fff" stop-opacity="0.1"/><stop offset="0.22" stop-color="#fff" stop-opacity="0.5"/>
        <stop offset="0.45" stop-color="#fff" stop-opacity="0"/><stop offset="1" stop-color="#000" stop-opacity="0.5"/></linearGradient>
      <filter id="soft" x="-50%" y="-200%" width="200%" height="500%"><feGaussianBlur stdDeviation="18 7"/></filter>
    </defs>
    <rect x="-2000" y="-2000" width="5000" height="5000" fill="${backdrop}"/>
    <rect x="-600" y="-600" width="2200" height="2200" fill="url(#fall)"/>
    <ellipse cx="545" cy="768" rx="210" ry="22" fill="#000" opacity="0.45" filter="url(#soft)"/>
    ${mug(colour, colour)}${mug('url(#round)', 'none')}
    <rect x="410" y="430" width="130" height="170" rx="10" fill="#f1e7d2"/>
    <path d="M430 470 h90 M430 510 h90 M430 550 h60" stroke="#5a4a3a" stroke-width="10"/>`;
}

/** Speckles on the product, then what a sensor adds everywhere: in place. */
function expose(scene: Buffer, subject: Buffer, width: number, chance: () => number): void {
  const exposed = new Uint8ClampedArray(scene.buffer, scene.byteOffset, scene.length);
  const noise = Float32Array.from(
    { length: 65_536 },
    () => SENSOR_NOISE * 1.73 * (chance() + chance() + chance() + chance() - 2),
  );
  let at = 0;
  for (let pixel = 0; pixel < subject.length; pixel += 1) {
    if (pixel % width === 0) at = floor(chance() * 65_536);
    const speckle = (subject[pixel] ?? 0) > 200 && chance() < 0.03 ? -26 : 0;
    for (let channel = 0; channel < 3; channel += 1) {
      at = (at + 1) & 65_535;
      exposed[pixel * 3 + channel] = (exposed[pixel * 3 + channel] ?? 0) + speckle + (noise[at] ?? 0);
    }
  }
}

async function pixelsOf(pipeline: ReturnType<typeof sharp>, channels: 1 | 3): Promise<Buffer> {
  const flat = pipeline.flatten({ background: '#000' });
  const shaped = channels === 1 ? flat.extractChannel(0) : flat.toColourspace('srgb');
  const { data }: { data: Buffer; info: OutputInfo } = await shaped.raw().toBuffer({ resolveWithObject: true });
  return data;
}

function sequence(seed: number): () => number {
  let state = (seed * 747_796_405 + 2_891_336_453) >>> 0;
  return () => {
    state = (imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
}

import sharp from 'sharp';
import type { ModelProfile } from './model-profile.ts';

/** Width and height in pixels. */
export type Size = readonly [number, number];

/** The size to request from a model, and the position of the wanted picture in it. */
export interface Frame {
  readonly width: number;
  readonly height: number;
  /** The aspect ratio, such as 4:5. */
  readonly ratio: string;
  readonly inner: { readonly left: number; readonly top: number; readonly width: number; readonly height: number };
}

/** The largest input for models without sizes of their own. */
const INPUT_AREA_MAX_PX = 4_194_304; // 2048 x 2048

/** Larger pictures are not decoded: a small file may expand to a picture that exhausts the memory. */
export const RESPONSE_MAX_PX = 64_000_000;

export const WEBP_OPTIONS = { quality: 92 } as const;

export async function sizeOf(picture: Uint8Array): Promise<Size> {
  const { width, height } = await sharp(picture).metadata();
  return [width, height];
}

/** The supported size of the model that is nearest. */
export function frameFor({ sizing }: ModelProfile, size: Size): Frame {
  const [width, height] = size;
  if (sizing.by === 'list')
    return placed(
      size,
      nearest(sizing.sizes, width / height, ([w, h]) => w / h),
      '',
    );
  if (sizing.by === 'ratio') {
    const ratio = nearest(sizing.ratios, width / height, valueOf);
    return placed(size, sizeOfRatio(valueOf(ratio), Math.min(width * height, INPUT_AREA_MAX_PX)), ratio);
  }
  const areaMaxPx = sizing.by === 'step' ? sizing.areaMaxPx : INPUT_AREA_MAX_PX;
  const stepPx = sizing.by === 'step' ? sizing.stepPx : 1;
  const scale = Math.min(1, Math.sqrt(areaMaxPx / (width * height)));
  return placed(size, [stepped(width * scale, stepPx), stepped(height * scale, stepPx)], '');
}

/** A size of about `areaPx` pixels, in multiples of 16. */
export function sizeOfRatio(ratio: number, areaPx: number): Size {
  const height = Math.sqrt(areaPx / ratio);
  return [stepped(height * ratio, 16), stepped(height, 16)];
}

function stepped(length: number, stepPx: number): number {
  return Math.max(1, Math.round(length / stepPx)) * stepPx;
}

function nearest<Item>(items: readonly Item[], wanted: number, ratioOf: (item: Item) => number): Item {
  const distance = (item: Item) => Math.abs(Math.log(ratioOf(item) / wanted));
  return items.reduce((best, item) => (distance(item) < distance(best) ? item : best));
}

function valueOf(ratio: string): number {
  const [width = 1, height = 1] = ratio.split(':').map(Number);
  return width / height;
}

function placed([width, height]: Size, [outerWidth, outerHeight]: Size, ratio: string): Frame {
  const scale = Math.min(outerWidth / width, outerHeight / height);
  const innerWidth = Math.max(1, Math.min(outerWidth, Math.round(width * scale)));
  const innerHeight = Math.max(1, Math.min(outerHeight, Math.round(height * scale)));
  const left = Math.floor((outerWidth - innerWidth) / 2);
  const top = Math.floor((outerHeight - innerHeight) / 2);
  return {
    width: outerWidth,
    height: outerHeight,
    ratio,
    inner: { left, top, width: innerWidth, height: innerHeight },
  };
}

export function paddingOf({ width, height, inner }: Frame) {
  const right = width - inner.left - inner.width;
  const bottom = height - inner.top - inner.height;
  return { left: inner.left, top: inner.top, right, bottom };
}

/** The picture at its position in the frame, with its edges extended around it. */
export async function intoFrame(picture: Uint8Array, frame: Frame): Promise<Uint8Array> {
  const sized = await sharp(picture).resize(frame.inner.width, frame.inner.height, { fit: 'fill' }).png().toBuffer();
  return sharp(sized)
    .extend({ ...paddingOf(frame), extendWith: 'mirror' })
    .png()
    .toBuffer();
}

/** Extracts the picture from the frame and scales it to the wanted size. Models may return other sizes than requested. */
export async function outOfFrame(response: Uint8Array, frame: Frame, [width, height]: Size): Promise<Uint8Array> {
  const open = () => sharp(response, { limitInputPixels: RESPONSE_MAX_PX });
  const got = await open().metadata();
  const { inner } = frame;
  const across = got.width / frame.width;
  const down = got.height / frame.height;
  const left = Math.min(got.width - 1, Math.floor(inner.left * across));
  const top = Math.min(got.height - 1, Math.floor(inner.top * down));
  return open()
    .removeAlpha()
    .extract({
      left,
      top,
      width: Math.max(1, Math.min(got.width - left, Math.round(inner.width * across))),
      height: Math.max(1, Math.min(got.height - top, Math.round(inner.height * down))),
    })
    .resize(width, height, { fit: 'fill' })
    .webp(WEBP_OPTIONS)
    .toBuffer();
}

import type { PictureBytes } from '../../engine.ts';
import { decodePicture } from '../pixels/decode.ts';
import type { Raster } from '../pixels/raster.ts';
import { yieldToEventLoop } from '../pixels/rows.ts';
import { clippingOf } from '../pixels/clipping.ts';
import { findKeep } from '../segment/keep.ts';
import type { FindSubject } from '../segment/subject.ts';
import { type Bounds, boundsOf, cropped } from './bounds.ts';
import { cutOut } from './cutout.ts';
import type { Spot } from './layout.ts';
import type { Standing } from './shadow.ts';

/** A product cut out of its photo, at the photo's size. */
export interface Product {
  readonly cutout: Raster;
  readonly bounds: Bounds;
}

export async function productOf(
  source: PictureBytes,
  { mask, find }: { readonly mask: PictureBytes | null; readonly find: FindSubject },
  signal: AbortSignal,
): Promise<Product> {
  const photo = await decodePicture(source, signal);
  const clipping = await clippingOf(source, photo, signal);
  const cutout = await cutOut(photo, await findKeep(photo, { mask, clipping, find }, signal), signal);
  return { cutout, bounds: await boundsOf(cutout, signal) };
}

/** Scales the product to the maximum size of its spot. */
export async function productAt({ cutout, bounds }: Product, spot: Spot, signal: AbortSignal): Promise<Standing> {
  const [width, height] = [bounds.right - bounds.left, bounds.bottom - bounds.top];
  const scale = Math.min(spot.widthMax / width, spot.heightMax / height);
  const subject = await cropped(cutout, bounds, Math.round(width * scale), Math.round(height * scale));
  await yieldToEventLoop(signal);
  return standingAt(subject, spot);
}

export function standingAt(subject: Raster, spot: Spot): Standing {
  return {
    subject,
    left: Math.round(spot.centreX - subject.width / 2),
    top: Math.round(spot.foot) - subject.height,
  };
}

import { EngineRejectedError, type PictureBytes } from '../../engine.ts';
import { decodeMask } from '../pixels/decode.ts';
import { blankCoverage, type Coverage, type Raster } from '../pixels/raster.ts';
import { eachRow } from '../pixels/rows.ts';
import { CONFIDENCE_MIN, type FindSubject } from './subject.ts';

/** The area of a picture to keep. */
export interface Keep {
  /** Values from 128 are kept exactly; lower ones lie on a soft edge and are kept in part. */
  readonly coverage: Coverage;
  /** Its source: the request, the picture's own clipping mask or transparency, or segmentation. */
  readonly determinedBy: 'mask' | 'clipping' | 'alpha' | 'segmentation';
  /** Whether a mask keeps every pixel. */
  readonly isAll: boolean;
}

interface Clues {
  /** The clipping mask that the picture carries. */
  readonly clipping: Coverage | null;
  /** Segments the picture. */
  readonly find: FindSubject;
}

/** The minimum transparent share of a picture for its alpha channel to count as a mask. */
const TRANSPARENT_SHARE = 0.004;

/**
 * By the mask if there is one, otherwise by the clipping mask in the picture, its alpha channel, or segmentation, in this order.
 * Rejects a picture without a recognisable subject, a fully transparent one, and a mask that keeps nothing.
 */
export async function findKeep(
  picture: Raster,
  { mask, clipping, find }: Clues & { readonly mask: PictureBytes | null },
  signal: AbortSignal,
): Promise<Keep> {
  const alpha = await alphaOf(picture, signal);
  if ((await countOf(alpha, signal, 1)) === 0) {
    throw new EngineRejectedError('The picture is fully transparent: there is nothing in it to keep.');
  }
  if (mask !== null) {
    const coverage = await decodeMask(mask, picture, signal);
    const reach = await covers(coverage, signal);
    if (reach === 'nothing') throw new EngineRejectedError('The mask keeps nothing. Paint what to keep white.');
    return { coverage, determinedBy: 'mask', isAll: reach === 'everything' };
  }
  const sought = await soughtKeep(picture, { clipping, find, hint: null }, signal);
  if (sought !== null && sought.confidence >= CONFIDENCE_MIN) return sought;
  throw new EngineRejectedError('The subject could not be told from its background. Paint what to keep.');
}

/** The area to keep without a mask, and its confidence; null if no subject is found. */
export async function soughtKeep(
  picture: Raster,
  { clipping, find, hint }: Clues & { readonly hint: Coverage | null },
  signal: AbortSignal,
): Promise<(Keep & { readonly confidence: number }) | null> {
  if (hint === null && clipping !== null && (await covers(clipping, signal)) === 'something') {
    return { coverage: clipping, determinedBy: 'clipping', isAll: false, confidence: 1 };
  }
  const alpha = await alphaOf(picture, signal);
  if (hint === null && (await isTransparent(alpha, signal))) {
    return { coverage: alpha, determinedBy: 'alpha', isAll: false, confidence: 1 };
  }
  const found = await find(picture, hint, signal);
  return found && { ...found, determinedBy: 'segmentation', isAll: false };
}

/** The opacity of each pixel relative to the maximum, so that a watermark of 30 % opacity counts as visible. */
async function alphaOf(picture: Raster, signal: AbortSignal): Promise<Coverage> {
  const alpha = blankCoverage(picture.width, picture.height);
  let most = 0;
  await eachRow(picture, signal, (y) => {
    const end = (y + 1) * picture.width;
    for (let pixel = y * picture.width; pixel < end; pixel += 1) {
      const value = picture.data[pixel * 4 + 3] ?? 0;
      alpha.data[pixel] = value;
      if (value > most) most = value;
    }
  });
  if (most === 0 || most >= 128) return alpha;
  for (let pixel = 0; pixel < alpha.data.length; pixel += 1) {
    alpha.data[pixel] = Math.round(((alpha.data[pixel] ?? 0) * 255) / most);
  }
  return alpha;
}

async function countOf(coverage: Coverage, signal: AbortSignal, from: number): Promise<number> {
  let count = 0;
  await eachRow(coverage, signal, (y) => {
    const end = (y + 1) * coverage.width;
    for (let pixel = y * coverage.width; pixel < end; pixel += 1) if ((coverage.data[pixel] ?? 0) >= from) count += 1;
  });
  return count;
}

async function covers(coverage: Coverage, signal: AbortSignal): Promise<'nothing' | 'something' | 'everything'> {
  const count = await countOf(coverage, signal, 128);
  return count === 0 ? 'nothing' : count === coverage.data.length ? 'everything' : 'something';
}

async function isTransparent(alpha: Coverage, signal: AbortSignal): Promise<boolean> {
  return alpha.data.length - (await countOf(alpha, signal, 128)) > TRANSPARENT_SHARE * alpha.data.length;
}

import { EngineRejectedError, type PictureBytes } from '../../engine.ts';
import { decodeMask } from '../pixels/decode.ts';
import { blankCoverage, type Coverage, type Raster } from '../pixels/raster.ts';
import { eachRow } from '../pixels/rows.ts';
import { CONFIDENT, findSubject } from './subject.ts';

/** What of a picture is its subject. */
export interface Keep {
  /** 128 and more is kept exactly; less lies on a soft edge and is kept in part. */
  readonly coverage: Coverage;
  /** How it was told: by the person, by the picture's own clipping mask or transparency, or by looking. */
  readonly toldBy: 'mask' | 'clipping' | 'alpha' | 'looking';
  /** Whether a mask keeps every pixel. */
  readonly isAll: boolean;
}

/** This much of a picture has to be transparent for its alpha channel to count as a mask. */
const TRANSPARENT_SHARE = 0.004;

/**
 * By the mask if there is one, else by the clipping mask that the picture carries, else by its alpha channel, else by looking. Refused are
 * a picture of which nothing can be told apart, one with nothing to see in it, and a mask that keeps nothing.
 */
export async function findKeep(
  picture: Raster,
  { mask, clipping }: { readonly mask: PictureBytes | null; readonly clipping: Coverage | null },
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
    return { coverage, toldBy: 'mask', isAll: reach === 'everything' };
  }
  const sought = await soughtKeep(picture, { clipping, hint: null }, signal);
  if (sought !== null && sought.confidence >= CONFIDENT) return sought;
  throw new EngineRejectedError('The subject could not be told from its background. Paint what to keep.');
}

/** What a picture's subject is where no mask tells it, and how sure that is. Null when nothing can be told apart. */
export async function soughtKeep(
  picture: Raster,
  { clipping, hint }: { readonly clipping: Coverage | null; readonly hint: Coverage | null },
  signal: AbortSignal,
): Promise<(Keep & { readonly confidence: number }) | null> {
  if (hint === null && clipping !== null && (await covers(clipping, signal)) === 'something') {
    return { coverage: clipping, toldBy: 'clipping', isAll: false, confidence: 1 };
  }
  const alpha = await alphaOf(picture, signal);
  if (hint === null && (await isTransparent(alpha, signal))) {
    return { coverage: alpha, toldBy: 'alpha', isAll: false, confidence: 1 };
  }
  const found = await findSubject(picture, hint, signal);
  return found && { ...found, toldBy: 'looking', isAll: false };
}

/** How much is to be seen of each pixel, by the most that is to be seen of any: a watermark of 30 % opacity is there, too. */
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

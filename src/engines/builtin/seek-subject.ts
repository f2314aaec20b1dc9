import type { SubjectFound, SubjectRequest } from '../engine.ts';
import { cutOut } from './compose/cutout.ts';
import { decodeInOwnColours, decodeMask } from './pixels/decode.ts';
import { encodeLossless } from './pixels/encode.ts';
import { from } from './pixels/raster.ts';
import { clippingOf } from './pixels/clipping.ts';
import { soughtKeep } from './segment/keep.ts';
import type { FindSubject } from './segment/subject.ts';

/** The area that Background would keep without a mask, and its confidence; null if no subject is found. */
export async function seekSubject(
  { picture: bytes, hint }: SubjectRequest,
  find: FindSubject,
  signal: AbortSignal,
): Promise<SubjectFound | null> {
  signal.throwIfAborted();
  const { picture, profile } = await decodeInOwnColours(bytes, signal);
  const clipping = await clippingOf(bytes, picture, signal);
  const said = hint === null ? null : await decodeMask(hint, picture, signal);
  const keep = await soughtKeep(picture, { clipping, find, hint: said }, signal);
  if (keep === null) return null;
  const cutout = await encodeLossless(await cutOut(picture, keep, signal), { subject: null, profile }, signal);
  const mask = await from(keep.coverage).toColourspace('b-w').png().toBuffer();
  return { mask, cutout: cutout.bytes, confidence: keep.confidence };
}

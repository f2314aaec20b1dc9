import { type BackgroundRequest, type EnginePicture, EngineRejectedError } from '../engine.ts';
import { boundsOf, cropped } from './compose/bounds.ts';
import { cutOut } from './compose/cutout.ts';
import { layOver } from './compose/blend.ts';
import { ground, paintScene, type Setting, settingOf, stageOf } from './compose/setting.ts';
import { decodeInOwnColours } from './pixels/decode.ts';
import { encodeLossless } from './pixels/encode.ts';
import { seedOf, type Seed } from './pixels/random.ts';
import { type Raster, resized, toRaster } from './pixels/raster.ts';
import { breath } from './pixels/rows.ts';
import { clippingOf } from './segment/clipping.ts';
import { findKeep } from './segment/keep.ts';
import { notDrawn } from './words/notes.ts';
import { undrawn } from './words/undrawn.ts';
import { wordsOf } from './words/words.ts';

/** Scenes are painted no larger than this and enlarged to the picture: they are out of focus. */
const SCENE_SIDE = 1024;

/** Puts what the picture shows before another background; lossless, so that what is kept is kept byte for byte. */
export async function performBackground(request: BackgroundRequest, signal: AbortSignal): Promise<EnginePicture> {
  signal.throwIfAborted();
  const seed = await seedOf(['background', request.seed, request.background, request.picture, request.mask]);
  // What is painted takes its colours by the picture's profile: what is kept has to be the same, a preview's beach need not.
  const { picture, profile } = await decodeInOwnColours(request.picture, signal);
  const clipping = await clippingOf(request.picture, picture, signal);
  const keep = await findKeep(picture, { mask: request.mask, clipping }, signal);
  if (keep.toldBy === 'mask' && keep.isAll) {
    throw new EngineRejectedError('The mask keeps the whole picture. Leave black what is to be replaced.');
  }
  const subject = await cutOut(picture, keep, signal);
  const setting = settingOf(wordsOf(request.background), seed);
  const canvas = await standBefore(setting, subject, seed, signal);
  const made = await encodeLossless(canvas, { subject: keep.coverage, profile }, signal);
  return { ...made, note: notDrawn(undrawn(request.background)) };
}

/** An opaque picture of the subject where it was, with the setting painted behind and under it. */
export async function standBefore(setting: Setting, subject: Raster, seed: Seed, signal: AbortSignal): Promise<Raster> {
  const { width, height } = subject;
  const scale = Math.min(1, SCENE_SIDE / Math.max(width, height));
  const size = { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
  const bounds = await boundsOf(subject, signal);
  const [left, top] = [Math.round(bounds.left * scale), Math.round(bounds.top * scale)];
  const small = await cropped(
    subject,
    bounds,
    Math.round(bounds.right * scale) - left,
    Math.round(bounds.bottom * scale) - top,
  );
  await breath(signal);
  const place = { centreX: left + small.width / 2, width: small.width, foot: top + small.height };
  const stage = stageOf(setting, size, place, seed);
  const painted = await paintScene(setting, stage, signal);
  await ground(painted, { subject: small, left, top }, setting, stage, signal);
  const canvas = scale === 1 ? painted : await toRaster(resized(painted, width, height));
  await breath(signal);
  await layOver(canvas, subject, { left: 0, top: 0 }, signal);
  return canvas;
}

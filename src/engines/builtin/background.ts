import { type BackgroundRequest, type EnginePicture, EngineRejectedError } from '../engine.ts';
import { boundsOf, cropped } from './compose/bounds.ts';
import { cutOut } from './compose/cutout.ts';
import { layOver } from './compose/blend.ts';
import { ground, paintScene, type Setting, settingOf, stageOf } from './compose/setting.ts';
import { decodeInOwnColours } from './pixels/decode.ts';
import { encodeLossless } from './pixels/encode.ts';
import { seedOf, type Seed } from './pixels/random.ts';
import { type Raster, resized, toRaster } from './pixels/raster.ts';
import { yieldToEventLoop } from './pixels/rows.ts';
import { clippingOf } from './pixels/clipping.ts';
import { findKeep } from './segment/keep.ts';
import type { FindSubject } from './segment/subject.ts';
import { notDrawn } from './words/notes.ts';
import { undrawn } from './undrawn.ts';
import { wordsOf } from './words/words.ts';

/** The maximum side of a painted scene, which is enlarged to the picture: backgrounds are out of focus. */
const SCENE_SIDE = 1024;

/** Puts the subject before another background. The encoding is lossless, so the kept pixels keep their bytes. */
export async function performBackground(
  request: BackgroundRequest,
  find: FindSubject,
  signal: AbortSignal,
): Promise<EnginePicture> {
  signal.throwIfAborted();
  const seed = await seedOf(['background', request.seed, request.background, request.picture, request.mask]);
  // The scene is painted in the colour space of the picture, because the kept pixels must not be converted.
  const { picture, profile } = await decodeInOwnColours(request.picture, signal);
  const clipping = await clippingOf(request.picture, picture, signal);
  const keep = await findKeep(picture, { mask: request.mask, clipping, find }, signal);
  if (keep.determinedBy === 'mask' && keep.isAll) {
    throw new EngineRejectedError('The mask keeps the whole picture. Leave black what is to be replaced.');
  }
  const subject = await cutOut(picture, keep, signal);
  const setting = settingOf(wordsOf(request.background), seed);
  const canvas = await standBefore(setting, subject, seed, signal);
  const made = await encodeLossless(canvas, { subject: keep.coverage, profile }, signal);
  return { ...made, note: notDrawn(undrawn(request.background)) };
}

/** An opaque picture with the subject at its position and the setting behind and below it. */
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
  await yieldToEventLoop(signal);
  const place = { centreX: left + small.width / 2, width: small.width, foot: top + small.height };
  const stage = stageOf(setting, size, place, seed);
  const painted = await paintScene(setting, stage, signal);
  await ground(painted, { subject: small, left, top }, setting, stage, signal);
  const canvas = scale === 1 ? painted : await toRaster(resized(painted, width, height));
  await yieldToEventLoop(signal);
  await layOver(canvas, subject, { left: 0, top: 0 }, signal);
  return canvas;
}

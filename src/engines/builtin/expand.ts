import { type EnginePicture, EngineRejectedError, type ExpandRequest } from '../engine.ts';
import { canBeCompleted, completedCanvas } from './outpaint/completed-canvas.ts';
import { continued } from './outpaint/continue.ts';
import { isCutOff, plateOf } from './outpaint/subject-plate.ts';
import { grainOf } from './outpaint/grain.ts';
import { middleOf, stripsOf } from './outpaint/strips.ts';
import { decodeInOwnColours } from './pixels/decode.ts';
import { encodeLossless } from './pixels/encode.ts';
import { type Coverage, isOpaque, type Raster } from './pixels/raster.ts';
import { seedOf } from './pixels/random.ts';
import { yieldToEventLoop } from './pixels/rows.ts';
import { clippingOf, framed } from './pixels/clipping.ts';
import type { FindSubject } from './segment/subject.ts';
import { namedColours } from './words/colours.ts';
import { notUnderstood } from './words/notes.ts';
import { undrawn } from './undrawn.ts';
import { wordsOf } from './words/words.ts';

/** The most pixels that a side of a WebP picture can have. */
const SIDE_MAX = 16_383;

/** Extends the picture. The encoding is lossless, so the original region keeps its bytes. */
export async function performExpand(
  request: ExpandRequest,
  find: FindSubject,
  signal: AbortSignal,
): Promise<EnginePicture> {
  signal.throwIfAborted();
  const { top, right, bottom, left, prompt } = request;
  const sides = { top, right, bottom, left };
  const seed = await seedOf(['expand', request.seed, top, right, bottom, left, prompt, request.picture]);
  const { picture, profile } = await decodeInOwnColours(request.picture, signal);
  if (Math.max(picture.width + left + right, picture.height + top + bottom) > SIDE_MAX) {
    throw new EngineRejectedError(`The expanded picture would be larger than ${SIDE_MAX} pixels on a side.`);
  }
  const clipping = await clippingOf(request.picture, picture, signal);
  const opaque = await isOpaque(picture, signal);
  const seen = opaque ? (clipping ?? (await subjectIn(picture, find, signal))) : null;
  const subject = seen === null || isCutOff(seen, sides) ? null : seen;
  const strips = await stripsOf(picture, subject, signal);
  const plate = await plateOf(picture, subject, signal);
  const grain = grainOf(picture, seed.stream('samples'));
  await yieldToEventLoop(signal);
  const tint = namedColours(wordsOf(prompt))[0]?.colour ?? null;
  const continuation = { picture, plate, isOpaque: opaque, sides, strips, tint, grain, random: seed.stream('grain') };
  const canvas =
    opaque && canBeCompleted(picture, sides)
      ? await completedCanvas(continuation, seen ?? middleOf(picture), signal)
      : await continued(continuation, signal);
  const carried =
    clipping === null ? null : framed(clipping, { width: canvas.width, height: canvas.height, left, top });
  const made = await encodeLossless(canvas, { subject: carried, profile }, signal);
  return { ...made, note: notUnderstood(undrawn(prompt)) };
}

async function subjectIn(picture: Raster, find: FindSubject, signal: AbortSignal): Promise<Coverage | null> {
  const found = await find(picture, null, signal);
  return found !== null && found.confidence > 0 ? found.coverage : null;
}

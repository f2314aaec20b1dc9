import { type EditRequest, type EnginePicture, EngineRejectedError } from '../engine.ts';
import { standBefore } from './background.ts';
import { cutOut } from './compose/cutout.ts';
import { grade } from './compose/grade.ts';
import { lightOf, settingOf } from './compose/setting.ts';
import { decodeInOwnColours } from './pixels/decode.ts';
import { encodeForView } from './pixels/encode.ts';
import { type Seed, seedOf } from './pixels/random.ts';
import type { Coverage, Raster } from './pixels/raster.ts';
import { clippingOf } from './pixels/clipping.ts';
import { findKeep } from './segment/keep.ts';
import type { FindSubject } from './segment/subject.ts';
import { readEdit } from './edit-words.ts';
import { undrawn } from './undrawn.ts';
import { notUnderstood } from './words/notes.ts';
import { wordsOf } from './words/words.ts';

/** Changes the light and the colours of a picture by the text, and keeps its composition. */
export async function performEdit(
  request: EditRequest,
  find: FindSubject,
  signal: AbortSignal,
): Promise<EnginePicture> {
  signal.throwIfAborted();
  const { prompt, model, styling, background } = request;
  const seed = await seedOf(['edit', request.seed, prompt, model, styling, background, request.picture]);
  const { picture, profile } = await decodeInOwnColours(request.picture, signal);
  const clipping = await clippingOf(request.picture, picture, signal);
  const moved = background === null ? null : await movedBefore(picture, { clipping, find, background, seed }, signal);
  const { look, isAsked, unknown } = readEdit({ prompt, styling, model });
  if (!isAsked && moved === null) {
    throw new EngineRejectedError('Nothing in these words would change the picture. Ask for other light or colours.');
  }
  const canvas = moved?.canvas ?? { ...picture, data: new Uint8Array(picture.data) };
  await grade(canvas, { look, light: lightOf(seed), random: seed.stream('grain') }, signal);
  const made = await encodeForView(canvas, { subject: moved?.subject ?? clipping, profile }, signal);
  return { ...made, note: notUnderstood([...unknown, ...undrawn(background)]) };
}

interface Moved {
  readonly canvas: Raster;
  readonly subject: Coverage;
}

interface Moving {
  readonly clipping: Coverage | null;
  readonly find: FindSubject;
  readonly background: string;
  readonly seed: Seed;
}

/** Puts the picture's subject before another background. */
async function movedBefore(
  picture: Raster,
  { clipping, find, background, seed }: Moving,
  signal: AbortSignal,
): Promise<Moved> {
  const keep = await findKeep(picture, { mask: null, clipping, find }, signal);
  const subject = await cutOut(picture, keep, signal);
  return {
    canvas: await standBefore(settingOf(wordsOf(background), seed), subject, seed, signal),
    subject: keep.coverage,
  };
}

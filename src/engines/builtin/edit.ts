import type { EditRequest, EnginePicture } from '../engine.ts';
import { standBefore } from './background.ts';
import { cutOut } from './compose/cutout.ts';
import { grade } from './compose/grade.ts';
import { lightOf, settingOf } from './compose/setting.ts';
import { decodeInOwnColours } from './pixels/decode.ts';
import { encodeForView } from './pixels/encode.ts';
import { pick, type Seed, seedOf } from './pixels/random.ts';
import type { Coverage, Raster } from './pixels/raster.ts';
import { clippingOf } from './segment/clipping.ts';
import { findKeep } from './segment/keep.ts';
import { namedColours } from './words/colours.ts';
import { type Look, lookOf, PLAIN_TO_SEE, tintedBy } from './words/looks.ts';
import { wordsOf } from './words/words.ts';

/** How strongly the colours that are named take over a picture. */
const TINT_SHARE = 0.55;

/** Develops an earlier picture anew: its composition stays, its light and palette follow the words. */
export async function performEdit(request: EditRequest, signal: AbortSignal): Promise<EnginePicture> {
  signal.throwIfAborted();
  const { prompt, model, styling, background } = request;
  const seed = await seedOf(['edit', request.seed, prompt, model, styling, background, request.picture]);
  const { picture, profile } = await decodeInOwnColours(request.picture, signal);
  const clipping = await clippingOf(request.picture, picture, signal);
  const moved = background === null ? null : await movedBefore(picture, clipping, background, seed, signal);
  const words = wordsOf(prompt, styling, model, moved === null ? background : null);
  const canvas = moved?.canvas ?? { ...picture, data: new Uint8Array(picture.data) };
  const look = lookFor(words, moved !== null, seed);
  await grade(canvas, { look, light: lightOf(seed), random: seed.stream('grain') }, signal);
  return encodeForView(canvas, { subject: moved?.subject ?? clipping, profile }, signal);
}

interface Moved {
  readonly canvas: Raster;
  readonly subject: Coverage;
}

/** The picture's subject before another background; null where no subject can be told apart, as the composition has to stay. */
async function movedBefore(
  picture: Raster,
  clipping: Coverage | null,
  background: string,
  seed: Seed,
  signal: AbortSignal,
): Promise<Moved | null> {
  const keep = await findKeep(picture, { mask: null, clipping }, signal);
  if (keep.toldBy === 'nothing') return null;
  const subject = await cutOut(picture, keep, signal);
  return {
    canvas: await standBefore(settingOf(wordsOf(background), seed), subject, seed, signal),
    subject: keep.coverage,
  };
}

/** What the words ask for. Where they ask for nothing that is known, a look that is plain to see, so that nobody pays for no change. */
function lookFor(words: readonly string[], hasMoved: boolean, seed: Seed): Look {
  const { look, isAsked } = lookOf(words);
  const colours = namedColours(words).map(({ colour }) => colour);
  if (colours.length > 0) return tintedBy(look, colours, TINT_SHARE);
  return isAsked || hasMoved ? look : lookOf([pick(seed.stream('look'), PLAIN_TO_SEE)]).look;
}

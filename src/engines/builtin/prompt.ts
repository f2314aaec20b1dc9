import type { AspectRatio, EnginePicture, PromptRequest } from '../engine.ts';
import { type Cast, castOf } from './compose/actors.ts';
import { layOver } from './compose/blend.ts';
import { grade } from './compose/grade.ts';
import { layoutOf } from './compose/layout.ts';
import { mark } from './compose/mark.ts';
import { silhouette } from './compose/silhouette.ts';
import { productOf } from './compose/product.ts';
import { coloursFor, ground, lightOf, paintScene, type Setting, stageOf } from './compose/setting.ts';
import { placed, type Placing } from './compose/placing.ts';
import type { Rgb } from './pixels/colour.ts';
import { encodeForView } from './pixels/encode.ts';
import { type Seed, seedOf } from './pixels/random.ts';
import type { Raster } from './pixels/raster.ts';
import { chooseScene } from './scenes/choose.ts';
import { plain } from './scenes/plain.ts';
import type { FindSubject } from './segment/subject.ts';
import { namedSubjects } from './subjects/choose.ts';
import { namedColours } from './words/colours.ts';
import { type Look, lookOf, tintedBy } from './words/looks.ts';
import { notDrawn } from './words/notes.ts';
import { undrawn } from './undrawn.ts';
import { wordsOf } from './words/words.ts';

const LONGEST_SIDE = 1024;
/** The strength of the tint if the styling names colours. */
const TINT_SHARE = 0.3;
/** The look of every picture on a scene other than `plain`: a slight vignette, and grain against banding in gradients. */
const VIGNETTE = 0.12;
const GRAIN = 1;

/** Composes a first picture from the text and, if given, the product's photo. */
export async function performPrompt(
  request: PromptRequest,
  find: FindSubject,
  signal: AbortSignal,
): Promise<EnginePicture> {
  signal.throwIfAborted();
  const { prompt, model, styling, background, source, mask } = request;
  const size = sizeOf(request.aspectRatio);
  const seed = await seedOf([
    'prompt',
    request.seed,
    prompt,
    model,
    styling,
    background,
    size.width,
    size.height,
    source,
    mask,
  ]);
  const product = source === null ? null : await productOf(source, { mask, find }, signal);
  const stylingColours = coloursOf(styling);
  const cast = castOf(wordsOf(model, prompt), product !== null, stylingColours, seed);
  const setting = settingFor(request, cast, seed);
  const layout = layoutOf(size, {
    hasFigure: cast.figure !== null,
    things: product === null ? cast.things.length : 1,
    lean: seed.stream('lean')() < 0.5 ? 'left' : 'right',
  });
  const placing = await placed(cast, product, { layout, light: lightOf(seed) }, signal);
  const canvas = await staged(setting, size, placing, seed, signal);
  const look = lookFor(request, setting, stylingColours);
  await grade(canvas, { look, light: lightOf(seed), random: seed.stream('grain') }, signal);
  await mark(canvas, signal);
  const subject = await silhouette(size, placing.standings, signal);
  const made = await encodeForView(canvas, { subject, profile: null }, signal);
  return { ...made, note: notDrawn([...[prompt, model, styling, background].flatMap(undrawn), ...cast.missing]) };
}

function sizeOf(ratio: AspectRatio): { readonly width: number; readonly height: number } {
  const longest = Math.max(ratio.width, ratio.height);
  const [width, height] = [ratio.width, ratio.height].map((side) =>
    Math.max(1, Math.round((LONGEST_SIDE * side) / longest)),
  );
  return { width: width ?? LONGEST_SIDE, height: height ?? LONGEST_SIDE };
}

function coloursOf(text: string | null): readonly Rgb[] {
  return namedColours(wordsOf(text)).map(({ colour }) => colour);
}

/** Chooses the scene by the background, otherwise by places that the other texts name. Without a background, the colours come from the prompt or the styling. */
function settingFor({ prompt, model, styling, background }: PromptRequest, cast: Cast, seed: Seed): Setting {
  const backgroundWords = wordsOf(background);
  const others = [prompt, styling, model].map((text) => placeWords(wordsOf(text)));
  const scene = chooseScene([backgroundWords, ...others], seed);
  const words = [...backgroundWords, ...others.flat()];
  if (background !== null) return { scene, words, colours: coloursFor(scene, backgroundWords) };
  return { scene, words, colours: [...cast.sceneColours, ...coloursOf(styling)] };
}

/** The words that name neither an object nor a colour: a white shoe does not request a white room, nor a potted plant a forest. */
function placeWords(words: readonly string[]): readonly string[] {
  const taken = new Set([
    ...namedSubjects(words).flatMap(({ places }) => places),
    ...namedColours(words).map(({ at }) => at),
  ]);
  return words.filter((_, at) => !taken.has(at));
}

function lookFor({ prompt, styling }: PromptRequest, { scene }: Setting, stylingColours: readonly Rgb[]): Look {
  const { look } = lookOf(wordsOf(styling, prompt));
  const tinted = stylingColours.length === 0 ? look : tintedBy(look, stylingColours, TINT_SHARE);
  const vignette = scene === plain ? look.vignette : Math.max(VIGNETTE, look.vignette);
  return { ...tinted, vignette, grain: Math.max(GRAIN, look.grain) };
}

/** Paints the scene and its subjects, from back to front. */
async function staged(
  setting: Setting,
  size: { readonly width: number; readonly height: number },
  { standings, main }: Placing,
  seed: Seed,
  signal: AbortSignal,
): Promise<Raster> {
  const stage = stageOf(setting, size, main, seed);
  const canvas = await paintScene(setting, stage, signal);
  for (const standing of standings) {
    await ground(canvas, standing, setting, stage, signal);
    await layOver(canvas, standing.subject, standing, signal);
  }
  return canvas;
}

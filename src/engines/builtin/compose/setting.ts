import type { Seed } from '../pixels/random.ts';
import { mix, type Rgb, rgb } from '../pixels/colour.ts';
import type { Raster } from '../pixels/raster.ts';
import { chooseScene, hourOf } from '../scenes/choose.ts';
import { paintLayers } from '../scenes/paint.ts';
import type { Scene, Stage } from '../scenes/scene.ts';
import { namedColours } from '../words/colours.ts';
import { castShadow, reflect, type Standing } from './shadow.ts';

/** A scene with its options. */
export interface Setting {
  readonly scene: Scene;
  readonly words: readonly string[];
  /** The first is for the largest area. */
  readonly colours: readonly Rgb[];
}

/** The setting that the text of a background describes. */
export function settingOf(words: readonly string[], seed: Seed): Setting {
  const scene = chooseScene([words], seed);
  return { scene, words, colours: coloursFor(scene, words) };
}

/** The named colours, except for names of the scene's own objects, such as "sand" on a beach. */
export function coloursFor(scene: Scene, words: readonly string[]): readonly Rgb[] {
  return namedColours(words)
    .filter(({ at }) => !scene.words.has(words[at] ?? ''))
    .map(({ colour }) => colour);
}

export function lightOf(seed: Seed): 'left' | 'right' {
  return seed.stream('light')() < 0.5 ? 'left' : 'right';
}

/** The canvas of a setting for a subject at this position. */
export function stageOf(
  { scene, words, colours }: Setting,
  size: { readonly width: number; readonly height: number },
  subject: { readonly centreX: number; readonly width: number; readonly foot: number },
  seed: Seed,
): Stage {
  return {
    ...size,
    groundY: subject.foot,
    subjectX: subject.centreX,
    subjectWidth: subject.width,
    light: lightOf(seed),
    hour: hourOf(words, scene.hour ?? 'day'),
    colours,
    words: new Set(words),
    random: (name) => seed.stream(`scene ${name}`),
  };
}

export function paintScene({ scene }: Setting, stage: Stage, signal: AbortSignal): Promise<Raster> {
  return paintLayers(scene.layers(stage), stage, signal);
}

/** Draws the reflection and the shadow of a standing subject, but not the subject. */
export async function ground(
  canvas: Raster,
  standing: Standing,
  { scene }: Setting,
  stage: Stage,
  signal: AbortSignal,
): Promise<void> {
  await reflect(canvas, standing, scene.mirrors, signal);
  const ambient = mix(stage.colours[0] ?? rgb('#8a8078'), rgb('#40383a'), 0.4);
  await castShadow(canvas, standing, { strength: scene.shades, light: stage.light, ambient }, signal);
}

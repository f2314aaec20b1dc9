import { max, min, sin } from '../pixels/arithmetic.ts';
import { darker, lighter, mix, rgb, WHITE } from '../pixels/colour.ts';
import { createNoise, fractal, smoothstep } from '../pixels/noise.ts';
import { pick } from '../pixels/random.ts';
import { vocabulary } from '../words/words.ts';
import type { Scene, Stage, Texture } from './scene.ts';

const CLOTHS = ['#d9c2b0', '#c9b8cf', '#b9c4b4', '#e2c9bd'] as const;
const DULL_WORDS = vocabulary('linen cotton wool velvet canvas denim felt');

/** Cloth in folds that catch the light: satin, unless the words name a duller one. */
export const fabric: Scene = {
  words: vocabulary(
    'fabric silk satin silky velvet linen cotton cloth textile drape draped curtain wool canvas denim felt folds',
  ),
  mirrors: 0,
  shades: 0.7,
  layers: (stage) => [folds(stage)],
};

function folds(stage: Stage): Texture {
  const noise = createNoise(stage.random('folds'));
  const cloth = stage.colours[0] ?? rgb(pick(stage.random('cloth'), CLOTHS));
  const isDull = [...stage.words].some((word) => DULL_WORDS.has(word));
  const unit = max(stage.width, stage.height);
  const [shadow, light] = [darker(cloth, isDull ? 0.35 : 0.52), lighter(cloth, isDull ? 0.18 : 0.38)];
  const lean = stage.light === 'left' ? 0.55 : -0.55;
  const heightAt = (u: number, v: number): number => {
    const bend = fractal(noise, u * 1.5, v * 1.5, 2);
    const swirl = fractal(noise, u * 1.2 + 31, v * 1.2 + 7, 2);
    return sin((u + lean * v) * 15 + bend * 7) * 0.6 + sin((u * 0.6 - lean * v) * 9 + swirl * 6) * 0.4;
  };
  return {
    kind: 'texture',
    blurPx: isDull ? 0 : 1.2,
    shade: (x, y, out) => {
      const [u, v] = [x / unit, y / unit];
      const height = heightAt(u, v);
      const slope = (heightAt(u + 0.006, v + 0.003) - height) * 9;
      const facing = smoothstep(-1.1, 1.1, slope);
      const weave = isDull ? 0.05 * noise(u * 220, v * 220) : 0;
      const body = mix(shadow, light, min(1, max(0, facing * 0.75 + 0.2 * height + 0.1 + weave)));
      const gloss = isDull ? 0 : 0.55 * smoothstep(0.72, 1, facing) * smoothstep(-0.3, 0.6, height);
      const colour = mix(body, WHITE, gloss);
      out[0] = colour[0];
      out[1] = colour[1];
      out[2] = colour[2];
      out[3] = 255;
    },
  };
}

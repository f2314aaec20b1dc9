import { abs, min, sin } from '../pixels/arithmetic.ts';
import { darker, lighter, mix, rgb, WHITE } from '../pixels/colour.ts';
import { createNoise, fractal, smoothstep } from '../pixels/noise.ts';
import { pick } from '../pixels/random.ts';
import { vocabulary } from '../words/words.ts';
import { groundShade } from './ground.ts';
import { horizonOf, type Scene, type Stage, type Texture } from './scene.ts';
import { wall } from './wall.ts';

const WALLS = ['#d8d4cf', '#cfd4d6', '#d9cdc2', '#b9c0bd'] as const;

/** A polished slab before a plain wall. */
export const marble: Scene = {
  words: vocabulary(
    'marble stone granite slab countertop counter bathroom spa vanity quartz travertine luxury luxurious',
  ),
  mirrors: 0.3,
  shades: 0.6,
  layers(stage) {
    const horizonY = horizonOf(stage, 0.2);
    const behind =
      stage.colours[1] ??
      (stage.colours[0] === undefined ? rgb(pick(stage.random('wall'), WALLS)) : lighter(stage.colours[0], 0.45));
    return [wall(stage, behind, horizonY), slab(stage, horizonY)];
  },
};

function slab(stage: Stage, horizonY: number): Texture {
  const noise = createNoise(stage.random('veins'));
  const stone = stage.colours[0] ?? rgb('#f1efec');
  const isDark = stone[0] + stone[1] + stone[2] < 240;
  const cloud = isDark ? lighter(stone, 0.14) : darker(stone, 0.1);
  const vein = isDark ? mix(stone, rgb('#d8b777'), 0.75) : mix(darker(stone, 0.5), rgb('#7d7b80'), 0.5);
  return {
    kind: 'texture',
    shade: groundShade(stage, horizonY, ({ across, away, nearness }) => {
      const warpX = fractal(noise, across * 1.5 + 3, away * 1.5, 3);
      const warpY = fractal(noise, across * 1.1 + 40, away * 1.1 + 9, 3);
      // Veins run one way: where a slow slanted wave, bent by noise, crosses zero.
      const broad = abs(sin(across * 5.2 + away * 2.4 + warpX * 2.3 + 0.5 * warpY));
      const fine = abs(sin(across * 9.5 - away * 4.1 + warpY * 3.6));
      const strength = smoothstep(-0.35, 0.4, warpY);
      const cloudy = mix(stone, cloud, smoothstep(-0.45, 0.55, warpX) * 0.9);
      const halo = 0.34 * (1 - smoothstep(0, 0.55, broad)) * strength;
      const line = 0.55 * (1 - smoothstep(0, 0.1, broad)) * (0.15 + 0.85 * strength);
      const hair = 0.3 * (1 - smoothstep(0, 0.12, fine)) * smoothstep(-0.05, 0.4, warpX);
      const veined = mix(cloudy, vein, min(0.85, halo + line + hair));
      const sheen = 0.34 * (1 - smoothstep(0, 0.5, nearness));
      return mix(veined, isDark ? cloud : WHITE, sheen);
    }),
  };
}

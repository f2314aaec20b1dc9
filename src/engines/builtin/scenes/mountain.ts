import { max } from '../pixels/arithmetic.ts';
import { darker, lighter, mix, type Rgb, rgb, WHITE } from '../pixels/colour.ts';
import { createNoise, fractal, smoothstep } from '../pixels/noise.ts';
import { vocabulary } from '../words/words.ts';
import { groundShade } from './ground.ts';
import { type Drawing, horizonOf, type Scene, type Stage, type Texture } from './scene.ts';
import { linear, path, px } from './shapes.ts';
import { litBy, skyShapes, skyTones } from './sky.ts';

const WINTER_WORDS = vocabulary('snow snowy winter ice icy ski arctic christmas frost frozen glacier');

/** Ridges that fade into the distance; snow underfoot in winter, else rock. */
export const mountain: Scene = {
  words: vocabulary(
    'mountain alp alpine peak hill summit hiking outdoor canyon cliff rock snow snowy winter ice icy ski arctic christmas frost frozen glacier',
  ),
  mirrors: 0.05,
  shades: 0.7,
  layers(stage) {
    const horizonY = horizonOf(stage, 0.19);
    const isWinter = [...stage.words].some((word) => WINTER_WORDS.has(word));
    return [
      { kind: 'drawing', shapes: skyShapes(stage, horizonY), blurPx: 6 },
      ridges(stage, horizonY, isWinter),
      terrain(stage, horizonY, isWinter),
    ];
  },
};

function ridges(stage: Stage, horizonY: number, isWinter: boolean): Drawing {
  const noise = createNoise(stage.random('ridges'));
  const { low } = skyTones(stage);
  const rock = litBy(stage.hour, isWinter ? rgb('#7f93ad') : rgb('#4d6a63'));
  const shapes: string[] = [];
  for (let row = 0; row < 5; row += 1) {
    const share = row / 4;
    const height = horizonY * (0.56 - 0.42 * share);
    const points: string[] = [];
    for (let step = 0; step <= 90; step += 1) {
      const x = (step / 90) * stage.width;
      const rough = fractal(noise, step * (0.05 + 0.02 * share) + row * 31, row * 7.7, 5);
      const y = horizonY - height * (0.62 + 0.75 * rough) - (row === 4 ? -0.02 : 0.02) * stage.height;
      points.push(`L${px(x)} ${px(y)}`);
    }
    const colour = mix(low, rock, 0.22 + 0.68 * share);
    const slope = [
      { at: 0, colour: lighter(colour, isWinter ? 0.9 : 0.16) },
      { at: isWinter ? 0.2 : 0.5, colour: lighter(colour, isWinter ? 0.5 : 0) },
      { at: 1, colour: mix(colour, low, 0.5) },
    ];
    shapes.push(`<defs>${linear(`ridge${row}`, slope)}</defs>`);
    shapes.push(
      path(`M0 ${px(horizonY + 4)}${points.join('')}L${px(stage.width)} ${px(horizonY + 4)}Z`, `url(#ridge${row})`),
    );
  }
  return { kind: 'drawing', shapes: shapes.join(''), blurPx: max(stage.width, stage.height) * 0.004 };
}

function terrain(stage: Stage, horizonY: number, isWinter: boolean): Texture {
  const noise = createNoise(stage.random('terrain'));
  const { low } = skyTones(stage);
  const base = litBy(stage.hour, isWinter ? rgb('#eaf1f8') : rgb('#a39b8b'));
  const dim = litBy(stage.hour, isWinter ? rgb('#a9c0da') : rgb('#6f6a5f'));
  return {
    kind: 'texture',
    blurPx: isWinter ? 1.4 : 0.6,
    shade: groundShade(stage, horizonY, ({ across, away, nearness }): Rgb => {
      const swell = fractal(noise, across * (isWinter ? 1.3 : 2.6), away * (isWinter ? 1.8 : 4), isWinter ? 1 : 4);
      const grit = fractal(noise, across * 40, away * 40, 2) * smoothstep(0.1, 0.7, nearness);
      const shade = smoothstep(-0.4, 0.45, swell + grit * (isWinter ? 0.06 : 0.5));
      const lit = mix(
        mix(dim, base, shade),
        isWinter ? WHITE : lighter(base, 0.3),
        max(0, grit) * (isWinter ? 0.3 : 0.6),
      );
      return mix(mix(low, lit, 0.5), darker(lit, 0.1 * nearness), smoothstep(0, 0.3, nearness));
    }),
  };
}

import { abs, max } from '../pixels/arithmetic.ts';
import { css, darker, lighter, mix, type Rgb, rgb, WHITE } from '../pixels/colour.ts';
import { createNoise, fractal, smoothstep } from '../pixels/noise.ts';
import { between } from '../pixels/random.ts';
import { vocabulary } from '../words/words.ts';
import { groundShade } from './ground.ts';
import { frond } from './leaves.ts';
import { type Drawing, horizonOf, type Scene, type Stage, type Texture } from './scene.ts';
import { px } from './shapes.ts';
import { litBy, skyShapes, skyTones } from './sky.ts';

/** Sand in the front, a strip of sea, a wide sky; a palm leans in. */
export const beach: Scene = {
  words: vocabulary(
    'beach sand sandy sea ocean shore seaside coast coastal tropical tropics summer palm island surf wave vacation holiday',
  ),
  mirrors: 0,
  shades: 0.75,
  layers(stage) {
    const horizonY = horizonOf(stage, 0.3);
    return [
      { kind: 'drawing', shapes: skyShapes(stage, horizonY), blurPx: 6 },
      shore(stage, horizonY),
      palm(stage, 'shadow'),
      palm(stage, 'leaf'),
    ];
  },
};

function shore(stage: Stage, horizonY: number): Texture {
  const noise = createNoise(stage.random('sand'));
  const { low } = skyTones(stage);
  const near = litBy(stage.hour, rgb('#5fc4c0'));
  const far = mix(litBy(stage.hour, rgb('#1e7ea6')), low, 0.18);
  const dry = litBy(stage.hour, rgb('#ecd6ae'));
  const wet = darker(litBy(stage.hour, rgb('#c9a877')), 0.08);
  const foam = litBy(stage.hour, WHITE);
  return {
    kind: 'texture',
    shade: groundShade(stage, horizonY, ({ across, away, nearness }): Rgb => {
      const tide = 0.3 + 0.035 * fractal(noise, across * 1.6 + 5, 0.5, 3);
      const glint = smoothstep(0.25, 0.75, noise(across * 5, away * 26) * smoothstep(0, 0.12, nearness));
      const sea = mix(mix(far, near, smoothstep(0.02, tide, nearness)), foam, glint * 0.35);
      const ripple = noise(across * 9 + 3 * noise(across * 2, away * 2), away * 22) * nearness;
      const grain = noise(across * 130, away * 130) * 0.5 * nearness;
      const shine = 0.06 * ripple + 0.07 * grain;
      const sand = mix(
        mix(wet, dry, smoothstep(tide + 0.02, tide + 0.14, nearness)),
        shine > 0 ? WHITE : wet,
        abs(shine) * 2.2,
      );
      const line = 1 - smoothstep(0, 0.022, abs(nearness - tide - 0.012));
      const lace = smoothstep(-0.25, 0.35, noise(across * 34, away * 30));
      return mix(mix(sea, sand, smoothstep(tide - 0.004, tide + 0.012, nearness)), foam, line * (0.45 + 0.5 * lace));
    }),
    blurPx: 0.8,
  };
}

function palm(stage: Stage, part: 'shadow' | 'leaf'): Drawing {
  const random = stage.random('palm');
  const size = max(stage.width, stage.height);
  const right = stage.light === 'left';
  const leaf = litBy(stage.hour, rgb('#3f7a4a'));
  const fill = part === 'leaf' ? css(darker(leaf, 0.2)) : css(rgb('#5a4630'), 0.26);
  const x = stage.width * (right ? 1.06 : -0.06);
  const y = part === 'leaf' ? -0.04 * size : stage.height * 0.9;
  const fronds = [0, 1, 2, 3].map((index) => {
    const fall = index * 0.36 + between(random, -0.1, 0.16);
    return frond(random, x, y, size * between(random, 0.42, 0.56), right ? Math.PI - fall : fall, fill);
  });
  const shapes = `${part === 'shadow' ? `<g transform="translate(0 ${px(stage.height * 0.5)}) scale(1 0.42)">` : '<g>'}${fronds.join('')}</g>`;
  if (part === 'shadow') return { kind: 'drawing', shapes, blurPx: size * 0.005, blend: 'multiply' };
  const sheen = `<g opacity="0.35" transform="translate(${right ? -3 : 3} -4)">${fronds.join('').replaceAll(fill, css(lighter(leaf, 0.35)))}</g>`;
  return { kind: 'drawing', shapes: shapes + sheen, blurPx: size * 0.005 };
}

import { max } from '../pixels/arithmetic.ts';
import { css, darker, lighter, mix, type Rgb, rgb, WHITE } from '../pixels/colour.ts';
import { createNoise, fractal, smoothstep } from '../pixels/noise.ts';
import { between } from '../pixels/random.ts';
import { vocabulary } from '../words/words.ts';
import { groundShade } from './ground.ts';
import { type Drawing, horizonOf, type Scene, type Stage, type Texture } from './scene.ts';
import { ellipse } from './shapes.ts';

/** Stars and a nebula over the dust of a moon. */
export const space: Scene = {
  words: vocabulary('space galaxy cosmic cosmo star starry planet moon lunar nebula universe astronaut orbit'),
  mirrors: 0,
  shades: 0.6,
  layers(stage) {
    const horizonY = horizonOf(stage, 0.14);
    return [nebula(stage), stars(stage, horizonY), dust(stage, horizonY)];
  },
};

function nebula(stage: Stage): Texture {
  const noise = createNoise(stage.random('nebula'));
  const first = stage.colours[0] ?? rgb('#6a3fb0');
  const second = stage.colours[1] ?? stage.colours[0] ?? rgb('#1f7fa8');
  const unit = max(stage.width, stage.height);
  return {
    kind: 'texture',
    blurPx: 2,
    shade: (x, y, out) => {
      const [u, v] = [(x / unit) * 2.2, (y / unit) * 2.2];
      const warp = fractal(noise, u, v, 3);
      const cloud = smoothstep(-0.1, 0.65, fractal(noise, u + warp, v * 1.3 + warp + 8, 5));
      const colour = mix(rgb('#070714'), mix(first, second, smoothstep(-0.3, 0.3, warp)), cloud * 0.85);
      const lit = mix(colour, WHITE, 0.22 * cloud ** 3);
      out[0] = lit[0];
      out[1] = lit[1];
      out[2] = lit[2];
      out[3] = 255;
    },
  };
}

function stars(stage: Stage, horizonY: number): Drawing {
  const random = stage.random('stars');
  const shapes = Array.from({ length: 240 }, () => {
    const size = 0.4 + 1.5 * random() ** 4;
    const tint = mix(WHITE, rgb(random() < 0.5 ? '#bcd4ff' : '#ffe2bd'), 0.6);
    return ellipse(random() * stage.width, random() * horizonY, size, size, css(tint, between(random, 0.3, 1)));
  });
  return { kind: 'drawing', shapes: shapes.join(''), blurPx: 0.4 };
}

function dust(stage: Stage, horizonY: number): Texture {
  const noise = createNoise(stage.random('dust'));
  const tone = mix(rgb('#8d8a92'), stage.colours[0] ?? rgb('#6a5f86'), 0.25);
  return {
    kind: 'texture',
    blurPx: 1,
    shade: groundShade(stage, horizonY, ({ across, away, nearness }): Rgb => {
      const relief = fractal(noise, across * 3, away * 3, 2);
      const slope = fractal(noise, across * 3 + 0.12, away * 3, 2) - relief;
      const grit = noise(across * 90, away * 90) * 0.06 * nearness;
      const lit = mix(darker(tone, 0.55), lighter(tone, 0.25), 0.5 + slope * 2.4 + 0.3 * relief + grit);
      return darker(lit, 0.4 * (1 - smoothstep(0, 0.35, nearness)));
    }),
  };
}

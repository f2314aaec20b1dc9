import { max, min } from '../pixels/arithmetic.ts';
import { lighter, mix, WHITE } from '../pixels/colour.ts';
import { createNoise, fractal, smoothstep } from '../pixels/noise.ts';
import { vocabulary } from '../words/words.ts';
import type { Scene, Stage, Texture } from './scene.ts';
import { litBy, skyTones } from './sky.ts';

/** Above the clouds, which thicken below into a bed to stand on. */
export const skyHigh: Scene = {
  words: vocabulary('sky cloud cloudy heaven heavenly air airy aerial dream dreamy fly flying weightless floating'),
  mirrors: 0,
  shades: 0.35,
  layers: (stage) => [clouds(stage)],
};

function clouds(stage: Stage): Texture {
  const noise = createNoise(stage.random('clouds'));
  const { high, low } = skyTones(stage);
  const white = mix(litBy(stage.hour, WHITE), lighter(low, 0.6), 0.25);
  const shade = mix(litBy(stage.hour, [176, 192, 214]), low, 0.3);
  const unit = max(stage.width, stage.height);
  const bed = min(stage.groundY - 0.06 * stage.height, 0.9 * stage.height);
  return {
    kind: 'texture',
    shade: (x, y, out) => {
      const [u, v] = [(x / unit) * 2.4, (y / unit) * 3.4];
      const warp = fractal(noise, u * 1.4, v * 1.4, 2);
      const puff = fractal(noise, u + warp * 0.5, v + warp * 0.35, 5);
      const above = fractal(noise, u + warp * 0.5, v + warp * 0.35 - 0.16, 4);
      const isBed = smoothstep(-0.2, 0.16, (y - bed) / unit);
      const cover = smoothstep(0.04, 0.4, puff + 0.95 * isBed - 0.12);
      const light = smoothstep(-0.3, 0.3, puff - above + 0.06);
      const sky = mix(high, low, smoothstep(0, 0.9, y / stage.height));
      const colour = mix(sky, mix(shade, white, 0.35 + 0.65 * light), cover * 0.96);
      out[0] = colour[0];
      out[1] = colour[1];
      out[2] = colour[2];
      out[3] = 255;
    },
  };
}

import { abs, max, min, sqrt } from '../pixels/arithmetic.ts';
import { darker, lighter, mix, rgb } from '../pixels/colour.ts';
import { createNoise, fractal, smoothstep } from '../pixels/noise.ts';
import { vocabulary } from '../words/words.ts';
import { horizonOf, type Scene, type Stage, type Texture } from './scene.ts';

/** A cast wall and floor: stains, pores, the joint and the tie holes of the formwork. */
export const concrete: Scene = {
  words: vocabulary('concrete cement industrial plaster stucco loft brutalist wall grunge garage warehouse brick'),
  mirrors: 0.06,
  shades: 0.75,
  layers: (stage) => [cast(stage, horizonOf(stage, 0.17))],
};

function cast(stage: Stage, horizonY: number): Texture {
  const noise = createNoise(stage.random('stains'));
  const tone = stage.colours[0] ?? rgb('#a9a8a5');
  const [dim, bright] = [darker(tone, 0.3), lighter(tone, 0.24)];
  const unit = max(stage.width, stage.height);
  const joint = 0.46 * unit;
  const lightX = stage.width * (stage.light === 'left' ? 0.28 : 0.72);
  return {
    kind: 'texture',
    shade: (x, y, out) => {
      const isFloor = y > horizonY;
      const u = (isFloor ? (x - stage.width / 2) / (0.35 + (y - horizonY) / (stage.height - horizonY)) : x) / unit;
      const v = (isFloor ? 4 * unit + (unit * 0.4) / (0.25 + (y - horizonY) / unit) : y) / unit;
      const stain = fractal(noise, u * 3.2, v * 3.2 + fractal(noise, u * 2, v, 2), 5);
      const pore = smoothstep(0.66, 0.8, noise(u * 64, v * 64)) * 0.22;
      const far = sqrt((x - lightX) ** 2 + ((y - horizonY * 0.45) * 1.2) ** 2) / unit;
      const light = isFloor ? 0.6 + 0.25 * smoothstep(0, 0.25, (y - horizonY) / unit) : 0.86 - 0.6 * far;
      const offJoint = abs(((x + joint * 0.3) % joint) - joint / 2);
      const seam = isFloor ? 0 : 0.3 * (1 - smoothstep(0, 0.004 * unit, offJoint));
      const corner = 0.3 * (1 - smoothstep(0, 0.03 * unit, abs(y - horizonY)));
      const colour = darker(mix(dim, bright, light + 0.32 * stain), min(0.8, pore + seam + corner));
      out[0] = colour[0];
      out[1] = colour[1];
      out[2] = colour[2];
      out[3] = 255;
    },
  };
}

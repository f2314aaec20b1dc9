import { abs, max, min } from '../pixels/arithmetic.ts';
import { darker, lighter, mix, rgb, WHITE } from '../pixels/colour.ts';
import { createNoise, smoothstep } from '../pixels/noise.ts';
import { vocabulary } from '../words/words.ts';
import type { Scene, Stage, Texture } from './scene.ts';

/** Shallow water from above, with the bright net that ripples throw on the ground of a pool. */
export const water: Scene = {
  words: vocabulary('water pool swimming underwater ripple aqua lake river splash wet hydrating aquatic liquid'),
  mirrors: 0.22,
  shades: 0.5,
  layers: (stage) => [surface(stage)],
};

function surface(stage: Stage): Texture {
  const noise = createNoise(stage.random('ripples'));
  const tone = stage.colours[0] ?? rgb('#4fc3d2');
  const [deep, shallow] = [darker(tone, 0.2), lighter(tone, 0.32)];
  const unit = max(stage.width, stage.height);
  return {
    kind: 'texture',
    shade: (x, y, out) => {
      const scale = 2.2 + 1.5 * (1 - y / stage.height);
      const u = ((x - stage.width / 2) / unit) * scale * 1.25;
      const v = (y / unit) * scale * 2.1;
      const warpX = noise(u * 1.3 + 9, v * 1.3);
      const warpY = noise(u * 1.3, v * 1.3 + 21);
      const first = abs(noise(u * 2.2 + warpX * 0.9, v * 2.2 + warpY * 0.9));
      const second = abs(noise(u * 3.6 - warpY * 0.7 + 50, v * 3.6 + warpX * 0.7));
      const net = (1 - smoothstep(0, 0.3, first)) ** 3 * 0.7 + (1 - smoothstep(0, 0.26, second)) ** 3 * 0.25;
      const slope = 0.5 + 0.5 * noise(u * 1.1 + 70, v * 1.1);
      const colour = mix(mix(deep, shallow, slope * 0.75 + 0.25 * (y / stage.height)), WHITE, min(0.85, net));
      out[0] = colour[0];
      out[1] = colour[1];
      out[2] = colour[2];
      out[3] = 255;
    },
  };
}

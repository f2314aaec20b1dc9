import { max, sin } from '../pixels/arithmetic.ts';
import { css, darker, lighter, mix, rgb } from '../pixels/colour.ts';
import { createNoise, fractal, smoothstep } from '../pixels/noise.ts';
import { between } from '../pixels/random.ts';
import { vocabulary } from '../words/words.ts';
import { groundShade } from './ground.ts';
import { type Drawing, horizonOf, type Scene, type Stage, type Texture } from './scene.ts';
import { linear, path, px } from './shapes.ts';
import { litBy, skyShapes } from './sky.ts';

/** Dunes in slanting light, each with a bright and a shaded side. */
export const desert: Scene = {
  words: vocabulary('desert dune sahara arid western mesa dubai oasis'),
  mirrors: 0,
  shades: 0.8,
  layers(stage) {
    const horizonY = horizonOf(stage, 0.2);
    return [
      { kind: 'drawing', shapes: skyShapes(stage, horizonY), blurPx: 6 },
      dunes(stage, horizonY),
      ripples(stage, horizonY),
    ];
  },
};

function dunes(stage: Stage, horizonY: number): Drawing {
  const random = stage.random('dunes');
  const sand = litBy(stage.hour, rgb('#d99a5b'));
  const { width: w, height: h } = stage;
  const shapes = [0, 1, 2].map((row) => {
    const crestX = w * between(random, 0.2, 0.8);
    const crestY = horizonY - h * (0.15 - row * 0.05) * between(random, 0.75, 1.2);
    const foot = horizonY + h * 0.05;
    const light = lighter(sand, 0.34 - row * 0.08);
    const slope = [
      { at: 0, colour: light },
      { at: 1, colour: mix(light, sand, 0.7) },
    ];
    const crest = `${px(crestX)} ${px(crestY)}`;
    const hill = `M${px(-0.1 * w)} ${px(foot)}Q${px(crestX * 0.55)} ${px(crestY + h * 0.02)} ${crest}Q${px(crestX + (w - crestX) * 0.4)} ${px(crestY + h * 0.03)} ${px(1.1 * w)} ${px(foot)}V${px(h)}H${px(-0.1 * w)}Z`;
    const toe = crestX + (stage.light === 'left' ? 0.16 : -0.16) * w;
    const end = stage.light === 'left' ? 1.1 * w : -0.1 * w;
    const lee = `M${crest}Q${px(crestX + (toe - crestX) * 0.15)} ${px((crestY + foot) / 2)} ${px(toe)} ${px(foot + h * 0.02)}L${px(end)} ${px(foot)}Q${px(crestX + (end - crestX) * 0.4)} ${px(crestY + h * 0.03)} ${crest}Z`;
    return `<defs>${linear(`dune${row}`, slope)}</defs>${path(hill, `url(#dune${row})`)}${path(lee, css(darker(mix(sand, rgb('#8a4a3a'), 0.35), 0.14), 0.75))}`;
  });
  return { kind: 'drawing', shapes: shapes.join(''), blurPx: max(w, h) * 0.0035 };
}

function ripples(stage: Stage, horizonY: number): Texture {
  const noise = createNoise(stage.random('ripples'));
  const sand = litBy(stage.hour, rgb('#dfa467'));
  const [bright, dim] = [lighter(sand, 0.3), darker(mix(sand, rgb('#8a4a3a'), 0.25), 0.12)];
  return {
    kind: 'texture',
    blurPx: 0.8,
    shade: groundShade(stage, horizonY, ({ across, away, nearness }) => {
      const bend = fractal(noise, across * 2, away * 2, 3);
      const wave = sin(away * 34 + across * 5 + bend * 7) * smoothstep(0.05, 0.45, nearness);
      const grain = noise(across * 120, away * 120) * nearness;
      const base = mix(dim, bright, 0.5 + 0.28 * bend + 0.2 * wave + 0.07 * grain);
      return mix(bright, base, smoothstep(0, 0.25, nearness));
    }),
  };
}

import { max, min } from '../pixels/arithmetic.ts';
import { BLACK, css, darker, lighter, mix, type Rgb, rgb } from '../pixels/colour.ts';
import { createNoise, fractal, smoothstep } from '../pixels/noise.ts';
import { vocabulary } from '../words/words.ts';
import { groundShade } from './ground.ts';
import { type Drawing, horizonOf, type Scene, type Stage, type Texture } from './scene.ts';
import { ellipse, glow, line, px, rect } from './shapes.ts';

/** A dark room, two neon tubes, a polished floor. */
export const neon: Scene = {
  words: vocabulary(
    'neon club cyberpunk cyber synthwave vaporwave futuristic arcade disco nightclub party glow glowing laser rave gaming',
  ),
  mirrors: 0.5,
  shades: 0.5,
  layers(stage) {
    const horizonY = horizonOf(stage, 0.15);
    const tubes: readonly [Rgb, Rgb] = [
      stage.colours[0] ?? rgb('#ff2fa0'),
      stage.colours[1] ?? stage.colours[0] ?? rgb('#28d7ff'),
    ];
    return [
      room(stage, tubes, horizonY),
      mirrorFloor(stage, tubes, horizonY),
      {
        ...tubeShapes(stage, tubes, horizonY, 0.034),
        blurPx: max(stage.width, stage.height) * 0.022,
        blend: 'screen',
      },
      tubeShapes(stage, tubes, horizonY, 0.009),
    ];
  },
};

function room(stage: Stage, [first, second]: readonly [Rgb, Rgb], horizonY: number): Drawing {
  const { width: w, height: h } = stage;
  const dark = mix(darker(mix(first, second, 0.5), 0.86), rgb('#0d0a1c'), 0.5);
  return {
    kind: 'drawing',
    shapes: `<defs>${glow('a', first, 0.75)}${glow('b', second, 0.75)}</defs>${rect(0, 0, w, h, css(dark))}
      ${ellipse(w * 0.24, horizonY * 0.5, w * 0.75, horizonY * 0.95, 'url(#a)')}
      ${ellipse(w * 0.78, horizonY * 0.55, w * 0.75, horizonY * 0.95, 'url(#b)')}`,
  };
}

function tubeShapes(stage: Stage, [first, second]: readonly [Rgb, Rgb], horizonY: number, thickness: number): Drawing {
  const { width: w, height: h } = stage;
  const width = thickness * min(w, h);
  const isCore = thickness < 0.02;
  const stroke = (colour: Rgb): string => css(isCore ? lighter(colour, 0.78) : colour);
  const radius = min(w * 0.36, horizonY * 0.42);
  const [cx, cy] = [w / 2, horizonY * 0.52];
  const half = (sweep: 0 | 1): string =>
    `M${px(cx)} ${px(cy - radius)}A${px(radius)} ${px(radius)} 0 0 ${sweep} ${px(cx)} ${px(cy + radius)}`;
  return {
    kind: 'drawing',
    shapes: line(half(0), stroke(first), width) + line(half(1), stroke(second), width),
    blurPx: 0.7,
  };
}

function mirrorFloor(stage: Stage, [first, second]: readonly [Rgb, Rgb], horizonY: number): Texture {
  const noise = createNoise(stage.random('floor'));
  const base = rgb('#0b0916');
  return {
    kind: 'texture',
    blurPx: 2,
    shade: groundShade(stage, horizonY, ({ across, away, nearness }): Rgb => {
      const x = (across * (nearness + 0.16)) / 1.16 + 0.5;
      const streak = 0.75 + 0.35 * fractal(noise, across * 14, away * 5, 2);
      const fade = 1 - smoothstep(0.05, 0.95, nearness);
      const colour = mix(first, second, smoothstep(0.3, 0.7, x));
      return mix(base, mix(BLACK, colour, 0.72), min(1, fade * streak));
    }),
  };
}

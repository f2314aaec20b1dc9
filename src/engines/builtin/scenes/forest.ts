import { max } from '../pixels/arithmetic.ts';
import { css, darker, lighter, mix, type Rgb, rgb } from '../pixels/colour.ts';
import { createNoise, fractal, smoothstep } from '../pixels/noise.ts';
import { between } from '../pixels/random.ts';
import { vocabulary } from '../words/words.ts';
import { bokeh } from './bokeh.ts';
import { groundShade } from './ground.ts';
import { twig } from './leaves.ts';
import { type Drawing, horizonOf, type Scene, type Stage, type Texture } from './scene.ts';
import { ellipse, glow as radiance, linear, path, px, rect } from './shapes.ts';
import { litBy } from './sky.ts';

/** Trees far out of focus, light that falls through leaves, moss underfoot. */
export const forest: Scene = {
  words: vocabulary(
    'forest wood woods woodland jungle rainforest tree moss mossy fern nature botanical leaf leaves foliage autumn fall plant greenery',
  ),
  mirrors: 0,
  shades: 0.8,
  layers(stage) {
    const horizonY = horizonOf(stage, 0.17);
    const leaf = leafTone(stage);
    return [
      trees(stage, leaf, horizonY),
      lights(stage, leaf, horizonY),
      moss(stage, leaf, horizonY),
      branches(stage, leaf),
    ];
  },
};

function leafTone(stage: Stage): Rgb {
  const isAutumn = stage.words.has('autumn') || stage.words.has('fall');
  return litBy(stage.hour, stage.colours[0] ?? rgb(isAutumn ? '#c77a2c' : '#5f8f45'));
}

function trees(stage: Stage, leaf: Rgb, horizonY: number): Drawing {
  const random = stage.random('trees');
  const deep = darker(mix(leaf, rgb('#1f3a2c'), 0.45), 0.45);
  const glow = lighter(mix(leaf, rgb('#f1e9a8'), 0.45), 0.3);
  const trunks = Array.from({ length: 11 }, (_, index) => {
    const far = random();
    const width = stage.width * (0.018 + 0.05 * (1 - far));
    const x = stage.width * ((index + between(random, 0.1, 0.9)) / 11);
    const lean = stage.width * between(random, -0.03, 0.03);
    const foot = horizonY + stage.height * 0.06 * (1 - far);
    const d = `M${px(x)} -20L${px(x + width * 0.8)} -20L${px(x + lean + width * 1.2)} ${px(foot)}L${px(x + lean - width * 0.2)} ${px(foot)}Z`;
    return path(d, css(mix(darker(deep, 0.45), glow, far * 0.42), 0.92));
  });
  const back = [
    { at: 0, colour: darker(deep, 0.15) },
    { at: 0.55, colour: mix(deep, leaf, 0.7) },
    { at: 1, colour: mix(leaf, glow, 0.6) },
  ];
  const x = stage.width * (stage.light === 'left' ? 0.3 : 0.7);
  return {
    kind: 'drawing',
    shapes: `<defs>${linear('back', back)}${radiance('sun', glow, 1)}</defs>
      ${rect(-30, -30, stage.width + 60, stage.height + 60, css(deep))}${rect(-30, -30, stage.width + 60, horizonY + 60, 'url(#back)')}
      ${ellipse(x, horizonY * 0.5, stage.width * 0.75, horizonY * 0.9, 'url(#sun)')}${trunks.join('')}
      ${ellipse(x, horizonY * 0.62, stage.width * 0.5, horizonY * 0.7, 'url(#sun)', 'opacity="0.5"')}`,
    blurPx: max(stage.width, stage.height) * 0.011,
  };
}

function lights(stage: Stage, leaf: Rgb, horizonY: number): Drawing {
  const colours = [lighter(leaf, 0.55), lighter(mix(leaf, rgb('#f6e58a'), 0.6), 0.45)];
  const area = { left: 0, top: -0.05 * stage.height, right: stage.width, bottom: horizonY * 0.92 };
  const radius = max(stage.width, stage.height) * 0.042;
  const shapes = bokeh(stage.random('lights'), area, { count: 40, radius, colours, opacity: 0.42 });
  return { kind: 'drawing', shapes, blurPx: 2, blend: 'screen' };
}

function moss(stage: Stage, leaf: Rgb, horizonY: number): Texture {
  const noise = createNoise(stage.random('moss'));
  const earth = mix(rgb('#4b3a28'), darker(leaf, 0.5), 0.35);
  const green = mix(leaf, rgb('#6b7f3a'), 0.3);
  const glow = lighter(mix(leaf, rgb('#d8d494'), 0.4), 0.12);
  return {
    kind: 'texture',
    shade: groundShade(stage, horizonY, ({ across, away, nearness }) => {
      const patch = fractal(noise, across * 4, away * 4, 2);
      const tuft = fractal(noise, across * 60, away * 42, 2) * smoothstep(0.05, 0.6, nearness);
      const base = mix(earth, green, smoothstep(-0.7, 0.25, patch + tuft * 0.3));
      const lit = mix(base, lighter(green, 0.35), max(0, tuft) * 0.5);
      const shaded = darker(lit, max(0, -tuft) * 0.4 + 0.34 * smoothstep(0.45, 1, nearness));
      return mix(glow, shaded, smoothstep(0, 0.3, nearness));
    }),
    blurPx: 0.6,
  };
}

function branches(stage: Stage, leaf: Rgb): Drawing {
  const random = stage.random('branches');
  const size = max(stage.width, stage.height);
  const fill = css(darker(leaf, 0.42));
  const corners = [0, 1].map((side) =>
    twig(
      random,
      side === 0 ? -0.04 * size : stage.width + 0.04 * size,
      size * between(random, -0.05, 0.1),
      size * between(random, 0.26, 0.38),
      side === 0 ? between(random, 0.3, 0.8) : Math.PI - between(random, 0.3, 0.8),
      fill,
    ),
  );
  return { kind: 'drawing', shapes: corners.join(''), blurPx: size * 0.006 };
}

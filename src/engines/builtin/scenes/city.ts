import { abs, floor, max } from '../pixels/arithmetic.ts';
import { css, darker, lighter, mix, type Rgb, rgb } from '../pixels/colour.ts';
import { createNoise, fractal, smoothstep } from '../pixels/noise.ts';
import { between } from '../pixels/random.ts';
import { vocabulary } from '../words/words.ts';
import { bokeh } from './bokeh.ts';
import { groundShade } from './ground.ts';
import { type Drawing, horizonOf, type Scene, type Stage, type Texture } from './scene.ts';
import { linear, rect } from './shapes.ts';
import { skyTones } from './sky.ts';

const LIGHTS = ['#ffc46b', '#ff8f5a', '#8fd0ff', '#ffe9b8', '#ff6a88'].map(rgb);

/** A street with its skyline far out of focus, windows lit, the asphalt wet. By day too, then without the lights. */
export const city: Scene = {
  words: vocabulary(
    'city street urban skyline downtown building rooftop skyscraper metropolis town road avenue traffic tokyo york paris london',
  ),
  mirrors: 0.35,
  shades: 0.65,
  hour: 'dusk',
  layers(stage) {
    const horizonY = horizonOf(stage, 0.2);
    return [skyline(stage, horizonY), lights(stage, horizonY), asphalt(stage, horizonY)];
  },
};

function skyline(stage: Stage, horizonY: number): Drawing {
  const random = stage.random('skyline');
  const { high, low } = skyTones(stage);
  const isLit = stage.hour !== 'day';
  const shapes: string[] = [];
  for (const row of [0, 1, 2]) {
    const wall = mix(darker(mix(high, rgb('#3b4252'), 0.6), isLit ? 0.35 : 0), low, 0.62 - row * 0.26);
    for (let x = -0.05 * stage.width; x < stage.width * 1.05;) {
      const width = stage.width * between(random, 0.05, 0.12);
      const height = horizonY * between(random, 0.25, 0.62 - row * 0.08) * (row === 2 ? 0.75 : 1);
      shapes.push(rect(x, horizonY - height, width, height + 20, css(wall)));
      for (let pane = 0; pane < 16; pane += 1) {
        if (random() < (isLit ? 0.5 : 0.8)) continue;
        const column = pane % 4;
        const glass = isLit ? (LIGHTS[floor(random() * 4)] ?? high) : lighter(wall, 0.4);
        shapes.push(
          rect(
            x + width * (0.12 + 0.21 * column),
            horizonY - height * (0.92 - 0.2 * floor(pane / 4)),
            width * 0.13,
            height * 0.1,
            css(glass, 0.9),
          ),
        );
      }
      x += width * between(random, 0.95, 1.25);
    }
  }
  const sky = [
    { at: 0, colour: high },
    { at: 1, colour: low },
  ];
  return {
    kind: 'drawing',
    shapes: `<defs>${linear('sky', sky)}</defs>${rect(0, 0, stage.width, stage.height, 'url(#sky)')}${shapes.join('')}`,
    blurPx: max(stage.width, stage.height) * 0.0075,
  };
}

function lights(stage: Stage, horizonY: number): Drawing {
  const isLit = stage.hour !== 'day';
  const area = { left: 0, top: horizonY * 0.45, right: stage.width, bottom: horizonY * 1.02 };
  const radius = max(stage.width, stage.height) * 0.03;
  const colours =
    stage.colours[0] === undefined ? LIGHTS : [stage.colours[0], lighter(stage.colours[0], 0.4), ...stage.colours];
  const shapes = bokeh(stage.random('lights'), area, {
    count: isLit ? 34 : 8,
    radius,
    colours,
    opacity: isLit ? 0.5 : 0.2,
  });
  return { kind: 'drawing', shapes, blurPx: 1.5, blend: 'screen' };
}

function asphalt(stage: Stage, horizonY: number): Texture {
  const random = stage.random('street');
  const noise = createNoise(random);
  const { low } = skyTones(stage);
  const isLit = stage.hour !== 'day';
  const road = isLit ? mix(rgb('#1b1e26'), low, 0.1) : rgb('#77797c');
  const glows = Array.from({ length: 9 }, () => ({
    at: between(random, -0.55, 0.55),
    colour: (stage.colours[0] ?? LIGHTS[floor(random() * LIGHTS.length)] ?? low) satisfies Rgb,
    half: between(random, 0.02, 0.05),
  }));
  return {
    kind: 'texture',
    blurPx: 1,
    shade: groundShade(stage, horizonY, ({ across, away, nearness }) => {
      const grain = noise(across * 90, away * 90) * nearness;
      const puddle = smoothstep(-0.25, 0.3, fractal(noise, across * 2.4, away * 3.6, 3));
      const x = across / ((1 + 0.16) / (nearness + 0.16)) + 0.008 * noise(away * 60, across * 20);
      let colour = mix(lighter(road, 0.05 + 0.05 * grain), low, (isLit ? 0.22 : 0.1) * puddle * (1 - nearness));
      for (const glow of isLit ? glows : []) {
        const share = max(0, 1 - abs(x - glow.at) / glow.half) * (1 - smoothstep(0.1, 0.95, nearness));
        colour = mix(colour, glow.colour, 0.5 * share * (0.4 + 0.6 * puddle));
      }
      return colour;
    }),
  };
}

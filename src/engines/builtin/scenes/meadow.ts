import { floor, max, sin } from '../pixels/arithmetic.ts';
import { css, darker, lighter, mix, rgb } from '../pixels/colour.ts';
import { createNoise, fractal, smoothstep } from '../pixels/noise.ts';
import { between } from '../pixels/random.ts';
import { vocabulary } from '../words/words.ts';
import { bokeh } from './bokeh.ts';
import { groundShade } from './ground.ts';
import { type Drawing, horizonOf, type Scene, type Stage, type Texture } from './scene.ts';
import { ellipse, line, px } from './shapes.ts';
import { litBy, skyShapes } from './sky.ts';

const PETALS = ['#f2a9c0', '#f7d774', '#e8e3f4', '#d98ad0', '#f29a7a'].map(rgb);

/** Grass and flowers, sharp only where the subject stands. */
export const meadow: Scene = {
  words: vocabulary(
    'meadow flower floral garden grass field lawn park spring blossom bloom petal daisy tulip bouquet picnic rose',
  ),
  mirrors: 0,
  shades: 0.7,
  layers(stage) {
    const horizonY = horizonOf(stage, 0.24);
    const far = { left: 0, top: horizonY * 0.985, right: stage.width, bottom: horizonY + 0.14 * stage.height };
    const radius = max(stage.width, stage.height) * 0.026;
    const colours = petals(stage);
    return [
      { kind: 'drawing', shapes: skyShapes({ ...stage, colours: [] }, horizonY), blurPx: 6 },
      hedge(stage, horizonY),
      grass(stage, horizonY),
      {
        kind: 'drawing',
        shapes: bokeh(stage.random('far'), far, { count: 70, radius, colours, opacity: 0.7 }),
        blurPx: 4,
      },
      blooms(stage),
    ];
  },
};

function petals(stage: Stage): typeof PETALS {
  const lit = stage.colours.length === 0 ? PETALS : stage.colours.flatMap((colour) => [colour, lighter(colour, 0.35)]);
  return lit.map((colour) => litBy(stage.hour, colour));
}

function grass(stage: Stage, horizonY: number): Texture {
  const noise = createNoise(stage.random('grass'));
  const green = litBy(stage.hour, rgb('#7ba24a'));
  const [dim, bright] = [darker(green, 0.42), lighter(mix(green, rgb('#e8e08a'), 0.3), 0.2)];
  return {
    kind: 'texture',
    blurPx: 0.6,
    shade: groundShade(stage, horizonY, ({ across, away, nearness }) => {
      const patch = fractal(noise, across * 3, away * 4, 3);
      const blade = noise(across * 110 + patch * 4, away * 14) * smoothstep(0.1, 0.6, nearness);
      const base = mix(dim, bright, 0.52 + 0.4 * patch + 0.42 * blade);
      return mix(mix(bright, green, 0.4), base, smoothstep(0, 0.35, nearness));
    }),
  };
}

function hedge(stage: Stage, horizonY: number): Drawing {
  const random = stage.random('hedge');
  const green = litBy(stage.hour, rgb('#6d8f5a'));
  const crowns = Array.from({ length: 16 }, (_, index) => {
    const size = stage.width * between(random, 0.05, 0.1);
    const colour = mix(darker(green, between(random, 0.05, 0.3)), rgb('#b9d3e0'), 0.3);
    return ellipse(
      (index / 15) * stage.width,
      horizonY + size * 0.25,
      size,
      size * between(random, 0.6, 1),
      css(colour),
    );
  });
  return { kind: 'drawing', shapes: crowns.join(''), blurPx: max(stage.width, stage.height) * 0.01 };
}

function blooms(stage: Stage): Drawing {
  const random = stage.random('blooms');
  const size = max(stage.width, stage.height);
  const colours = petals(stage);
  const shapes: string[] = [];
  for (let bloom = 0; bloom < 22; bloom += 1) {
    const side = bloom % 2 === 0 ? between(random, -0.03, 0.2) : between(random, 0.8, 1.03);
    const x = side * stage.width;
    const y = stage.height * between(random, 0.74, 1.02);
    const colour = colours[floor(random() * colours.length)] ?? PETALS[0] ?? rgb('#fff');
    const radius = size * between(random, 0.009, 0.019);
    shapes.push(
      line(
        `M${px(x)} ${px(y)}q${px(radius)} ${px(radius * 3)} 0 ${px(radius * 7)}`,
        css(rgb('#55763a')),
        radius * 0.25,
      ),
    );
    for (let petal = 0; petal < 6; petal += 1) {
      const turn = (petal * Math.PI) / 3 + random();
      shapes.push(
        ellipse(x + Math.cos(turn) * radius, y + sin(turn) * radius * 0.8, radius * 0.72, radius * 0.6, css(colour)),
      );
    }
    shapes.push(ellipse(x, y, radius * 0.45, radius * 0.4, css(rgb('#e9b93c'))));
  }
  return { kind: 'drawing', shapes: shapes.join(''), blurPx: size * 0.0035 };
}

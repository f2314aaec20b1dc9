import { css, darker, lighter, type Rgb, rgb, WHITE } from '../pixels/colour.ts';
import { between, pick } from '../pixels/random.ts';
import { vocabulary } from '../words/words.ts';
import { frond, twig } from './leaves.ts';
import { type Drawing, horizonOf, type Layer, type Scene, type Stage } from './scene.ts';
import { ellipse, glow, linear, path, px, rect } from './shapes.ts';

const PAPERS = ['#d9cfc4', '#c9d3d6', '#e3c9bd', '#cdd5c4', '#d5cfe0', '#e6d8b8', '#b9c7d4'] as const;
export const PODIUM_WORDS = vocabulary('podium pedestal plinth platform stage stand display');

/** Seamless paper, swept from the wall to the floor without an edge, under one large soft light. */
export const studio: Scene = {
  words: vocabulary(
    'studio sweep seamless backdrop paper cyclorama podium pedestal plinth minimal minimalist clean gradient',
  ),
  mirrors: 0.1,
  shades: 0.8,
  layers(stage) {
    const wall = stage.colours[0] ?? rgb(pick(stage.random('paper'), PAPERS));
    const chance = stage.random('props');
    const wantsPodium = [...stage.words].some((word) => PODIUM_WORDS.has(word)) || chance() < 0.35;
    const wantsLeaves = chance() < 0.4;
    const layers: Layer[] = [sweep(stage, wall)];
    if (wantsLeaves) layers.push(leafShadow(stage, wall));
    if (wantsPodium) layers.push(podium(stage, stage.colours[1] ?? lighter(wall, 0.22)));
    return layers;
  },
};

function sweep(stage: Stage, wall: Rgb): Drawing {
  const bend = horizonOf(stage, 0.16) / stage.height;
  const stops = [
    { at: 0, colour: darker(wall, 0.14) },
    { at: bend * 0.6, colour: wall },
    { at: bend - 0.02, colour: darker(wall, 0.05) },
    { at: Math.min(1, bend + 0.05), colour: lighter(wall, 0.1) },
    { at: Math.min(1, bend + 0.16), colour: lighter(wall, 0.16) },
    { at: 1, colour: darker(wall, 0.06) },
  ];
  const x = stage.width * (stage.light === 'left' ? 0.34 : 0.66);
  const reach = Math.max(stage.width, stage.height);
  return {
    kind: 'drawing',
    shapes: `<defs>${linear('wall', stops)}${glow('light', WHITE, 0.4)}</defs>
      ${rect(0, 0, stage.width, stage.height, 'url(#wall)')}
      ${ellipse(x, bend * stage.height * 0.55, reach * 0.85, reach * 0.75, 'url(#light)')}`,
  };
}

function leafShadow(stage: Stage, wall: Rgb): Drawing {
  const random = stage.random('leaves');
  const size = Math.max(stage.width, stage.height);
  const fill = css(darker(wall, 0.62), 0.3);
  const side = stage.light === 'left' ? 1 : -1;
  const x = stage.width / 2 - side * stage.width * 0.58;
  const draw = random() < 0.5 ? frond : twig;
  const branches = [0, 1, 2].map((branch) =>
    draw(
      random,
      x,
      size * between(random, 0, 0.2) + branch * size * 0.09,
      size * between(random, 0.5, 0.75),
      side > 0 ? between(random, 0.05, 0.75) : Math.PI - between(random, 0.05, 0.75),
      fill,
    ),
  );
  return { kind: 'drawing', shapes: branches.join(''), blurPx: size * 0.011, blend: 'multiply' };
}

function podium(stage: Stage, colour: Rgb): Drawing {
  const rx = Math.max(stage.subjectWidth * 0.72, stage.width * 0.2);
  const ry = rx * 0.17;
  const top = stage.groundY - ry * 0.25;
  const height = stage.height - top + ry;
  const dim = stage.light === 'left' ? { x1: 0, x2: 1, y2: 0 } : { x1: 1, x2: 0, y2: 0 };
  const side = [
    { at: 0, colour: lighter(colour, 0.1) },
    { at: 0.3, colour },
    { at: 1, colour: darker(colour, 0.34) },
  ];
  const face = [
    { at: 0, colour: lighter(colour, 0.5) },
    { at: 1, colour: lighter(colour, 0.14) },
  ];
  const x = stage.subjectX;
  const drum = `M${px(x - rx)} ${px(top)}V${px(top + height)}H${px(x + rx)}V${px(top)}Z`;
  return {
    kind: 'drawing',
    blurPx: 0.6,
    shapes: `<defs>${linear('side', side, dim)}${linear('face', face, dim)}</defs>
      ${path(drum, 'url(#side)')}${ellipse(x, top, rx, ry, 'url(#face)')}`,
  };
}

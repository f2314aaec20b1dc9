import { css, darker, lighter, mix, rgb, WHITE } from '../pixels/colour.ts';
import { pick } from '../pixels/random.ts';
import { vocabulary } from '../words/words.ts';
import { frond } from './leaves.ts';
import { type Drawing, horizonOf, type Scene, type Stage } from './scene.ts';
import { ellipse, linear, path, px, rect } from './shapes.ts';
import { wall } from './wall.ts';

const WALLS = ['#e7ddd0', '#d9ded8', '#e3d3c4', '#d5d9df'] as const;

/** A bright room: a table by the wall, a plant far out of focus, the sun through a window that is not seen. */
export const interior: Scene = {
  words: vocabulary(
    'interior room home house living bedroom apartment loft indoor window sofa office hotel cozy cosy scandinavian hygge shelf sunlit',
  ),
  mirrors: 0.14,
  shades: 0.7,
  layers(stage) {
    const horizonY = horizonOf(stage, 0.18);
    const paint = stage.colours[0] ?? rgb(pick(stage.random('wall'), WALLS));
    return [
      wall(stage, darker(paint, 0.08), horizonY),
      panes(stage, horizonY),
      furniture(stage, horizonY),
      table(stage, horizonY),
    ];
  },
};

function furniture(stage: Stage, horizonY: number): Drawing {
  const random = stage.random('plant');
  const { width: w, height: h } = stage;
  const isLeft = stage.light === 'left';
  const x = w * (isLeft ? 0.87 : 0.13);
  const leaf = rgb('#5b7a57');
  const leaves = [-2.5, -2, -1.57, -1.1, -0.6].map((angle, index) =>
    frond(random, x, horizonY * 0.72, Math.min(w, h) * 0.34, angle, css(index % 2 === 0 ? leaf : darker(leaf, 0.25))),
  );
  const pot = path(
    `M${px(x - w * 0.07)} ${px(horizonY * 0.7)}H${px(x + w * 0.07)}L${px(x + w * 0.052)} ${px(horizonY * 1.05)}H${px(x - w * 0.052)}Z`,
    css(rgb('#b98663')),
  );
  const frameX = w * (isLeft ? 0.13 : 0.63);
  const frame = `${rect(frameX, horizonY * 0.16, w * 0.24, horizonY * 0.42, css(rgb('#b7a48c')))}
    ${rect(frameX + w * 0.012, horizonY * 0.16 + w * 0.012, w * 0.216, horizonY * 0.42 - w * 0.024, css(rgb('#f3eee6')))}
    ${ellipse(frameX + w * 0.12, horizonY * 0.39, w * 0.055, w * 0.055, css(rgb('#cf9a76')))}`;
  return { kind: 'drawing', shapes: frame + leaves.join('') + pot, blurPx: Math.max(w, h) * 0.009 };
}

function panes(stage: Stage, horizonY: number): Drawing {
  const { width: w, height: h } = stage;
  const side = stage.light === 'left' ? 1 : -1;
  const light = css(rgb('#fff6e2'), 0.5);
  const shapes = [0, 1].flatMap((column) =>
    [0, 1].map((row) => rect(column * w * 0.17, row * horizonY * 0.4, w * 0.15, horizonY * 0.37, light)),
  );
  const placed = `<g transform="translate(${px(w * (side > 0 ? 0.36 : 0.64))} ${px(horizonY * 0.06)}) scale(${side} 1) skewX(-14) skewY(9)">${shapes.join('')}</g>`;
  return { kind: 'drawing', shapes: placed, blurPx: Math.max(w, h) * 0.006 };
}

function table(stage: Stage, horizonY: number): Drawing {
  const { width: w, height: h } = stage;
  const top = stage.colours[1] ?? mix(rgb('#f2ebe1'), stage.colours[0] ?? WHITE, 0.12);
  const fall = [
    { at: 0, colour: darker(top, 0.04) },
    { at: 0.25, colour: lighter(top, 0.45) },
    { at: 1, colour: darker(top, 0.1) },
  ];
  return {
    kind: 'drawing',
    shapes: `<defs>${linear('table', fall)}</defs>${rect(-20, horizonY, w + 40, h - horizonY + 20, 'url(#table)')}
      ${rect(-20, horizonY, w + 40, h * 0.004, css(darker(top, 0.18), 0.6))}`,
    blurPx: 1.2,
  };
}

import { css, darker, lighter, type Rgb, WHITE } from '../pixels/colour.ts';
import type { Drawing, Stage } from './scene.ts';
import { ellipse, glow, linear, rect } from './shapes.ts';

/** A plain wall in soft light from one side, down to where a table or floor begins. */
export function wall(stage: Stage, colour: Rgb, horizonY: number): Drawing {
  const fall = [
    { at: 0, colour: darker(colour, 0.12) },
    { at: 0.7, colour },
    { at: 1, colour: darker(colour, 0.1) },
  ];
  const x = stage.width * (stage.light === 'left' ? 0.25 : 0.75);
  const reach = Math.max(stage.width, stage.height);
  return {
    kind: 'drawing',
    shapes: `<defs>${linear('wall', fall)}${glow('light', WHITE, 0.4)}</defs>
      ${rect(0, 0, stage.width, stage.height, css(lighter(colour, 0.1)))}
      ${rect(0, 0, stage.width, horizonY + 2, 'url(#wall)')}
      ${ellipse(x, horizonY * 0.45, reach * 0.8, reach * 0.65, 'url(#light)')}`,
  };
}

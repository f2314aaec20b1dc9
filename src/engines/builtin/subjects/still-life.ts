import { darker, lighter, mix, rgb } from '../pixels/colour.ts';
import { ellipse, path, radial, rect } from '../scenes/shapes.ts';
import { matte } from './materials.ts';
import type { Subject } from './subject.ts';

/** Plain bodies, for when nothing is known of what is to be shown. */
export const stillLife: Subject = {
  words: new Set(),
  width: 1240,
  size: 0.85,
  colour: '#d98f6c',
  draw({ base, accent }) {
    const ball = (id: string, colour: typeof base): string =>
      radial(
        id,
        [
          { at: 0, colour: lighter(colour, 0.6) },
          { at: 0.45, colour },
          { at: 1, colour: darker(colour, 0.5) },
        ],
        { cx: 0.34, cy: 0.3, r: 0.75 },
      );
    const third = mix(base, rgb('#f0e6d8'), 0.6);
    return `<defs>${matte('still-block', third)}${matte('still-arch', accent)}${ball('still-ball', base)}${ball('still-small', mix(accent, third, 0.5))}</defs>
      ${path('M520 1000V420Q520 0 860 0Q1200 0 1200 420V1000H1010V430Q1010 190 860 190Q710 190 710 430V1000Z', 'url(#still-arch)')}
      ${rect(40, 620, 420, 380, 'url(#still-block)')}${ellipse(250, 622, 210, 44, `rgb(${lighter(third, 0.45).map(Math.round).join(',')})`)}
      ${ellipse(250, 430, 190, 190, 'url(#still-ball)')}
      ${ellipse(620, 880, 120, 120, 'url(#still-small)')}`;
  },
};

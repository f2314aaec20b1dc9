import { css, darker, lighter, mix, rgb, WHITE } from '../pixels/colour.ts';
import { ellipse, linear, path, rect } from '../scenes/shapes.ts';
import { vocabulary } from '../words/words.ts';
import { metal } from './materials.ts';
import type { Subject } from './subject.ts';

/** A telephone, its screen alight. */
export const phone: Subject = {
  words: vocabulary('phone smartphone mobile iphone tablet device gadget screen app electronic laptop computer'),
  width: 490,
  size: 0.86,
  colour: '#3c4048',
  draw({ base, accent }) {
    const screen = [
      { at: 0, colour: mix(accent, rgb('#2b2f6b'), 0.45) },
      { at: 0.55, colour: accent },
      { at: 1, colour: lighter(accent, 0.55) },
    ];
    return `<defs>${metal('phone-case', base, true)}${linear('phone-screen', screen, { x1: 0.2, x2: 0.8, y2: 1 })}</defs>
      ${rect(0, 0, 490, 1000, 'url(#phone-case)', 'rx="76"')}${rect(14, 14, 462, 972, css(darker(base, 0.8)), 'rx="64"')}
      ${rect(30, 30, 430, 940, 'url(#phone-screen)', 'rx="50"')}
      <clipPath id="phone-edge">${rect(30, 30, 430, 940, css(WHITE), 'rx="50"')}</clipPath>
      <g clip-path="url(#phone-edge)">${ellipse(330, 620, 260, 260, css(WHITE, 0.13))}${ellipse(120, 800, 180, 180, css(WHITE, 0.12))}</g>
      ${rect(170, 52, 150, 34, css(darker(base, 0.85)), 'rx="17"')}
      ${rect(150, 938, 190, 10, css(WHITE, 0.85), 'rx="5"')}
      ${path('M30 80Q30 30 80 30H300L30 560Z', css(WHITE, 0.14))}`;
  },
};

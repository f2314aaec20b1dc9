import { css, darker, lighter, rgb } from '../pixels/colour.ts';
import { ellipse, path } from '../scenes/shapes.ts';
import { vocabulary } from '../words/words.ts';
import { glossy } from './materials.ts';
import type { Subject } from './subject.ts';

/** A cup, seen a little from above, with something dark in it. */
export const cup: Subject = {
  words: vocabulary('cup mug coffee tea espresso latte cappuccino teacup tumbler'),
  width: 1240,
  size: 0.58,
  colour: '#e9e2d6',
  draw({ base }) {
    const rim = css(lighter(base, 0.45));
    return `<defs>${glossy('cup-body', base)}</defs>
      ${path('M850 330Q1150 300 1150 540Q1150 790 800 800', 'none', `stroke="${css(darker(base, 0.22))}" stroke-width="84"`)}
      ${path('M850 316Q1136 290 1136 530Q1136 760 820 776', 'none', `stroke="${css(lighter(base, 0.3))}" stroke-width="26"`)}
      ${path('M40 150L110 860Q130 1000 300 1000H650Q820 1000 840 860L910 150Z', 'url(#cup-body)')}
      ${ellipse(475, 150, 435, 120, rim)}
      ${ellipse(475, 158, 405, 100, css(darker(base, 0.45)))}
      ${ellipse(475, 186, 372, 76, css(rgb('#4a2c1a')))}
      ${ellipse(420, 176, 210, 34, css(rgb('#8a5a36'), 0.6))}`;
  },
};

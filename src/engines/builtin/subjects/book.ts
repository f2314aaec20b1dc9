import { css, darker, lighter } from '../pixels/colour.ts';
import { linear, path, rect } from '../scenes/shapes.ts';
import { vocabulary } from '../words/words.ts';
import { GOLD } from './materials.ts';
import type { Subject } from './subject.ts';

/** A bound book, standing, a little turned. */
export const book: Subject = {
  words: vocabulary('book notebook journal novel magazine diary planner'),
  width: 760,
  size: 0.8,
  colour: '#34506b',
  draw({ base }) {
    const fall = [
      { at: 0, colour: lighter(base, 0.22) },
      { at: 1, colour: darker(base, 0.25) },
    ];
    const leaves = [0, 1, 2, 3, 4].map((leaf) => rect(690 + leaf * 9, 44, 3, 906, css([205, 196, 178])));
    return `<defs>${linear('book-cover', fall, { x1: 0, x2: 1, y2: 1 })}</defs>
      ${path('M40 20L690 0L750 40V960L690 1000L40 980Z', css(darker(base, 0.35)))}
      ${rect(680, 30, 60, 934, css([238, 230, 213]))}${leaves.join('')}
      ${path('M0 30Q0 0 40 4L690 0V1000L40 996Q0 1000 0 970Z', 'url(#book-cover)')}
      ${path('M0 30Q0 0 40 4L86 3V996L40 996Q0 1000 0 970Z', css(darker(base, 0.3)))}
      ${rect(150, 120, 470, 760, 'none', `stroke="${css(GOLD, 0.9)}" stroke-width="8"`)}
      ${rect(230, 300, 310, 40, css(GOLD, 0.95), 'rx="8"')}${rect(270, 370, 230, 24, css(GOLD, 0.8), 'rx="8"')}
      ${path('M385 560L450 660L385 760L320 660Z', css(GOLD, 0.9))}`;
  },
};

import { css, darker, lighter } from '../pixels/colour.ts';
import { ellipse, path, rect } from '../scenes/shapes.ts';
import { vocabulary } from '../words/words.ts';
import { glossy, matte } from './materials.ts';
import type { Subject } from './subject.ts';

/** A jar of cream with a wide lid. */
export const jar: Subject = {
  words: vocabulary(
    'jar cream moisturizer moisturiser skincare cosmetic balm honey jam ointment makeup powder tin pot',
  ),
  width: 1250,
  size: 0.5,
  colour: '#efe6da',
  draw({ base, accent }) {
    return `<defs>${glossy('jar-body', base)}${matte('jar-lid', accent)}${matte('jar-top', lighter(accent, 0.3))}</defs>
      ${path('M60 400H1190V850Q1190 1000 1020 1000H230Q60 1000 60 850Z', 'url(#jar-body)')}
      ${rect(30, 110, 1190, 320, 'url(#jar-lid)', 'rx="40"')}
      ${ellipse(625, 118, 592, 96, 'url(#jar-top)')}
      ${rect(30, 400, 1190, 26, css(darker(accent, 0.6), 0.35))}
      ${rect(430, 600, 420, 34, css(darker(base, 0.6), 0.75), 'rx="10"')}
      ${rect(490, 680, 300, 16, css(darker(base, 0.5), 0.55), 'rx="8"')}${rect(520, 720, 240, 16, css(darker(base, 0.5), 0.55), 'rx="8"')}`;
  },
};

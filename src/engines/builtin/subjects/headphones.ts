import { css, darker, lighter } from '../pixels/colour.ts';
import { line, rect } from '../scenes/shapes.ts';
import { vocabulary } from '../words/words.ts';
import { glossy, matte } from './materials.ts';
import type { Subject } from './subject.ts';

/** Headphones, standing on their pads. */
export const headphones: Subject = {
  words: vocabulary('headphone headset earphone earbud audio music speaker'),
  width: 960,
  size: 0.72,
  colour: '#33363c',
  draw({ base, accent }) {
    const cups = [
      rect(20, 560, 190, 440, 'url(#headphones-cup)', 'rx="86"'),
      rect(750, 560, 190, 440, 'url(#headphones-cup)', 'rx="86"'),
      rect(186, 590, 110, 380, 'url(#headphones-pad)', 'rx="52"'),
      rect(664, 590, 110, 380, 'url(#headphones-pad)', 'rx="52"'),
    ];
    return `<defs>${glossy('headphones-cup', base)}${matte('headphones-pad', darker(base, 0.55))}</defs>
      ${line('M112 640Q90 60 480 60Q870 60 848 640', css(darker(base, 0.1)), 76)}
      ${line('M170 420Q220 120 480 112Q740 120 790 420', css(darker(accent, 0.15)), 44)}
      ${line('M96 520Q100 40 480 36Q860 40 864 520', css(lighter(base, 0.5), 0.75), 12)}
      ${cups.join('')}
      ${rect(86, 640, 30, 270, css(accent), 'rx="15"')}${rect(846, 640, 30, 270, css(darker(accent, 0.3)), 'rx="15"')}`;
  },
};

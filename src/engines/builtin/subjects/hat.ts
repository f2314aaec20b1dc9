import { css, darker, lighter } from '../pixels/colour.ts';
import { ellipse, path } from '../scenes/shapes.ts';
import { vocabulary } from '../words/words.ts';
import { matte } from './materials.ts';
import type { Subject } from './subject.ts';

/** A hat with a wide brim and a ribbon. */
export const hat: Subject = {
  words: vocabulary('hat fedora panama sunhat brim cap beanie headwear'),
  width: 1900,
  size: 0.5,
  colour: '#c9a97c',
  draw({ base, accent }) {
    return `<defs>${matte('hat-crown', base)}${matte('hat-brim', lighter(base, 0.1))}${matte('hat-ribbon', accent)}</defs>
      ${ellipse(950, 800, 940, 196, css(darker(base, 0.5)))}
      ${ellipse(950, 772, 940, 190, 'url(#hat-brim)')}
      ${ellipse(950, 748, 600, 104, css(darker(base, 0.55), 0.55))}
      ${path('M400 720Q430 190 610 90Q760 10 900 90Q950 116 1000 90Q1150 10 1290 90Q1470 190 1500 720Q1240 820 950 820Q660 820 400 720Z', 'url(#hat-crown)')}
      ${path('M388 690Q420 610 412 560Q660 660 950 660Q1240 660 1490 560L1510 700Q1240 816 950 816Q660 816 388 690Z', 'url(#hat-ribbon)')}
      ${path('M820 96Q950 190 1080 96Q1010 330 950 330Q890 330 820 96Z', css(darker(base, 0.45), 0.55))}`;
  },
};

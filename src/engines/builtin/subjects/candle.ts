import { css, darker, lighter, rgb } from '../pixels/colour.ts';
import { ellipse, glow, line, path, rect } from '../scenes/shapes.ts';
import { vocabulary } from '../words/words.ts';
import { glass, matte } from './materials.ts';
import type { Subject } from './subject.ts';

/** A scented candle in a glass, burning. */
export const candle: Subject = {
  words: vocabulary('candle wax tealight aroma aromatherapy incense diffuser'),
  width: 620,
  size: 0.66,
  colour: '#efe3cd',
  draw({ base, accent }) {
    return `<defs>${matte('candle-wax', base)}${glass('candle-glass', lighter(accent, 0.6))}${glow('candle-glow', rgb('#ffdf9a'), 0.8)}</defs>
      ${path('M40 430H580V940Q580 976 540 976H80Q40 976 40 940Z', 'url(#candle-wax)')}
      ${ellipse(310, 430, 270, 52, css(lighter(base, 0.5)))}${ellipse(310, 436, 150, 28, css(rgb('#fff0c2'), 0.9))}
      ${line('M310 432V330', css(rgb('#3a2a20')), 10)}
      ${ellipse(310, 240, 250, 230, 'url(#candle-glow)')}
      ${path('M310 90C370 200 372 270 340 318Q310 350 280 318C248 270 250 200 310 90Z', css(rgb('#ffb545')))}
      ${path('M310 190C340 250 338 290 310 318C282 290 280 250 310 190Z', css(rgb('#fff3cc')))}
      ${path('M14 290H606V940Q606 1000 546 1000H74Q14 1000 14 940Z', 'url(#candle-glass)', 'opacity="0.5"')}
      ${rect(170, 610, 280, 230, css(lighter(accent, 0.75)), 'rx="8"')}${rect(220, 690, 180, 20, css(darker(accent, 0.6), 0.8), 'rx="6"')}
      ${rect(250, 740, 120, 11, css(darker(accent, 0.5), 0.6), 'rx="5"')}`;
  },
};

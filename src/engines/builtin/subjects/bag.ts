import { css, darker, lighter } from '../pixels/colour.ts';
import { ellipse, line, linear, path, rect } from '../scenes/shapes.ts';
import { vocabulary } from '../words/words.ts';
import { GOLD, metal } from './materials.ts';
import type { Subject } from './subject.ts';

/** A handbag with a flap and a clasp. */
export const bag: Subject = {
  words: vocabulary('bag handbag purse tote clutch backpack satchel luggage suitcase wallet leather'),
  width: 1080,
  size: 0.78,
  colour: '#8c4b32',
  draw({ base }) {
    const fall = [
      { at: 0, colour: lighter(base, 0.22) },
      { at: 0.5, colour: base },
      { at: 1, colour: darker(base, 0.4) },
    ];
    const stitch = `stroke-dasharray="20 14"`;
    return `<defs>${linear('bag-front', fall)}${linear('bag-flap', fall, { x1: 0, x2: 0.7, y2: 1 })}${metal('bag-clasp', GOLD)}</defs>
      ${line('M300 410Q310 40 540 40Q770 40 780 410', css(darker(base, 0.35)), 58)}
      ${line('M292 400Q302 26 540 26Q778 26 788 400', css(lighter(base, 0.25), 0.7), 14)}
      ${path('M90 400H990Q1030 400 1040 450L1078 920Q1080 1000 1000 1000H80Q0 1000 2 920L40 450Q50 400 90 400Z', 'url(#bag-front)')}
      ${path('M70 390H1010Q1050 390 1046 440Q1020 720 780 756Q540 790 300 756Q60 720 34 440Q30 390 70 390Z', 'url(#bag-flap)')}
      ${line('M66 450Q90 690 310 726Q540 756 770 726Q990 690 1014 450', css(lighter(base, 0.5), 0.7), 7, stitch)}
      ${line('M50 950H1030', css(lighter(base, 0.4), 0.5), 7, stitch)}
      ${ellipse(300, 408, 40, 40, 'url(#bag-clasp)')}${ellipse(780, 408, 40, 40, 'url(#bag-clasp)')}
      ${rect(480, 690, 120, 130, 'url(#bag-clasp)', 'rx="20"')}${rect(522, 730, 36, 52, css(darker(GOLD, 0.6)), 'rx="12"')}
      ${path('M100 410H560Q300 470 110 640Q70 540 80 440Z', css([255, 255, 255], 0.1))}`;
  },
};

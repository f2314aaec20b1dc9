import { css, darker, lighter, WHITE } from '../pixels/colour.ts';
import { line, linear, path } from '../scenes/shapes.ts';
import { vocabulary } from '../words/words.ts';
import type { Subject } from './subject.ts';

const LEFT_LENS =
  'M150 250Q170 150 420 150H820Q1010 150 1020 300Q1030 640 860 800Q760 890 560 890Q330 890 230 720Q140 540 150 250Z';
const RIGHT_LENS =
  'M2350 250Q2330 150 2080 150H1680Q1490 150 1480 300Q1470 640 1640 800Q1740 890 1940 890Q2170 890 2270 720Q2360 540 2350 250Z';

/** Sunglasses from the front. */
export const glasses: Subject = {
  words: vocabulary('glasses eyeglasses sunglasses spectacles eyewear shades goggles'),
  width: 2500,
  size: 0.36,
  colour: '#2a2422',
  draw({ base, accent }) {
    const lens = [
      { at: 0, colour: darker(accent, 0.72), opacity: 0.93 },
      { at: 1, colour: darker(accent, 0.25), opacity: 0.72 },
    ];
    const rim = [
      { at: 0, colour: lighter(base, 0.4) },
      { at: 0.3, colour: base },
      { at: 1, colour: darker(base, 0.5) },
    ];
    const frame = `stroke="url(#glasses-rim)" stroke-width="92" stroke-linejoin="round"`;
    return `<defs>${linear('glasses-lens', lens)}${linear('glasses-rim', rim)}</defs>
      ${path('M150 270L40 190Q0 160 20 110L170 130ZM2350 270L2460 190Q2500 160 2480 110L2330 130Z', css(darker(base, 0.3)))}
      ${line('M1010 330Q1250 170 1490 330', css(base), 84)}${line('M1020 306Q1250 150 1480 306', css(lighter(base, 0.45), 0.7), 18)}
      ${path(LEFT_LENS, 'url(#glasses-lens)', frame)}${path(RIGHT_LENS, 'url(#glasses-lens)', frame)}
      ${path('M290 300Q300 240 400 236H560L330 690Q270 540 290 300Z', css(WHITE, 0.2))}
      ${path('M1620 300Q1630 240 1730 236H1880L1660 690Q1600 540 1620 300Z', css(WHITE, 0.2))}`;
  },
};

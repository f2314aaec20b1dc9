import { css, darker, lighter } from '../pixels/colour.ts';
import { path, rect } from '../scenes/shapes.ts';
import { vocabulary } from '../words/words.ts';
import type { Subject } from './subject.ts';

/** A box seen over one corner, with a ribbon. */
export const parcel: Subject = {
  words: vocabulary('box package packaging parcel gift present carton product'),
  width: 1120,
  size: 0.66,
  colour: '#cda77a',
  draw({ base, accent }) {
    return `${path('M20 220L520 330V1000L20 860Z', css(lighter(base, 0.1)))}
      ${path('M520 330L1100 220V860L520 1000Z', css(darker(base, 0.28)))}
      ${path('M20 220L600 110L1100 220L520 330Z', css(lighter(base, 0.38)))}
      ${path('M230 266L310 284V942L230 920ZM770 282L850 267V922L770 940Z', css(accent))}
      ${path('M770 282L850 267V922L770 940Z', css(darker(accent, 0.25)))}
      ${path('M230 266L310 284L890 174L810 156ZM770 282L850 267L350 157L270 172Z', css(lighter(accent, 0.2)))}
      ${path('M560 200Q400 20 330 90Q300 170 560 214ZM560 200Q720 10 800 84Q830 160 560 214Z', css(accent))}
      ${path('M560 200Q440 90 380 110Q380 160 560 208ZM560 200Q680 84 740 104Q750 150 560 208Z', css(darker(accent, 0.35)))}
      ${rect(520, 178, 84, 50, css(lighter(accent, 0.15)), 'rx="18"')}`;
  },
};

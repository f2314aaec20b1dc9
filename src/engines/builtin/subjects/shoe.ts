import { css, darker, lighter, WHITE } from '../pixels/colour.ts';
import { ellipse, line, path } from '../scenes/shapes.ts';
import { linear } from '../scenes/shapes.ts';
import { vocabulary } from '../words/words.ts';
import type { Subject } from './subject.ts';

/** A sneaker from the side. */
export const shoe: Subject = {
  words: vocabulary('shoe sneaker trainer footwear boot running loafer runner kicks sandal heel'),
  width: 1900,
  size: 0.55,
  colour: '#e4e1da',
  draw({ base, accent }) {
    const upper =
      'M150 760Q100 520 150 250Q170 120 300 150Q420 190 560 150Q640 120 700 170Q860 330 1080 420Q1260 490 1500 520Q1800 560 1830 780Z';
    const fall = [
      { at: 0, colour: lighter(base, 0.35) },
      { at: 0.55, colour: base },
      { at: 1, colour: darker(base, 0.35) },
    ];
    const laces = [0, 1, 2, 3, 4].map((step) => {
      const [x, y] = [690 + step * 92, 232 + step * 58];
      return line(`M${x} ${y}q60 40 110 130`, css(lighter(accent, 0.55)), 30);
    });
    const stripes = [0, 1, 2].map((step) => line(`M${640 + step * 140} 750L${560 + step * 140} 520`, css(accent), 44));
    return `<defs>${linear('shoe-upper', fall)}</defs>
      ${path('M110 740H1840Q1890 800 1850 900Q1830 960 1740 960H240Q110 960 100 860Z', css(darker(WHITE, 0.05)))}
      ${path('M100 870Q110 960 240 1000H1730Q1840 990 1856 890Q1810 930 1730 930H250Q130 930 100 870Z', css(darker(accent, 0.55)))}
      ${path(upper, 'url(#shoe-upper)')}
      ${path('M1420 510Q1790 550 1830 780H1330Q1300 620 1420 510Z', css(lighter(base, 0.12), 0.9))}
      ${path('M150 760Q105 540 148 280Q240 330 300 480Q350 620 330 760Z', css(darker(accent, 0.12)))}
      ${ellipse(440, 176, 236, 46, css(darker(base, 0.62)))}
      ${path('M640 150Q720 110 760 190L1160 450L1010 500Q760 380 640 150Z', css(lighter(base, 0.25)))}
      ${stripes.join('')}${laces.join('')}
      ${line('M108 800H1846', css(darker(WHITE, 0.28)), 10)}
      ${path('M1200 520Q1500 540 1700 640', 'none', `stroke="${css(WHITE, 0.4)}" stroke-width="18"`)}`;
  },
};

import { css, darker, lighter, mix, rgb } from '../pixels/colour.ts';
import { ellipse, glow, line, linear, path, rect } from '../scenes/shapes.ts';
import { vocabulary } from '../words/words.ts';
import { glossy, GOLD, matte, metal } from './materials.ts';
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

/** A table lamp that is lit. */
export const lamp: Subject = {
  words: vocabulary('lamp lampshade lantern bulb lighting'),
  width: 700,
  size: 0.92,
  colour: '#d9c9ae',
  draw({ base, accent }) {
    const warm = mix(lighter(base, 0.35), rgb('#ffd996'), 0.5);
    return `<defs>${matte('lamp-shade', warm)}${metal('lamp-foot', accent, true)}${glow('lamp-glow', rgb('#fff1cf'), 0.85)}</defs>
      ${rect(330, 440, 40, 490, 'url(#lamp-foot)')}
      ${path('M150 1000Q160 910 350 910Q540 910 550 1000Z', 'url(#lamp-foot)')}
      ${path('M200 20H500L690 480H10Z', 'url(#lamp-shade)')}
      ${ellipse(350, 300, 330, 240, 'url(#lamp-glow)')}
      ${ellipse(350, 480, 340, 26, css(lighter(warm, 0.5)))}${ellipse(350, 20, 150, 14, css(lighter(warm, 0.35)))}`;
  },
};

/** An armchair on wooden legs. */
export const chair: Subject = {
  words: vocabulary('chair armchair sofa couch furniture stool bench seat'),
  width: 1000,
  size: 0.95,
  colour: '#6f8a76',
  draw({ base }) {
    const wood = rgb('#8a5f3c');
    const cushion = [
      { at: 0, colour: lighter(base, 0.35) },
      { at: 1, colour: darker(base, 0.2) },
    ];
    return `<defs>${matte('chair-back', base)}${linear('chair-seat', cushion)}${matte('chair-arm', darker(base, 0.08))}</defs>
      ${line('M190 820L130 990M810 820L870 990', css(darker(wood, 0.2)), 40)}${line('M320 820L300 960M680 820L700 960', css(darker(wood, 0.5)), 32)}
      ${path('M170 640Q120 130 240 50Q340 0 500 0Q660 0 760 50Q880 130 830 640Z', 'url(#chair-back)')}
      ${path('M500 60Q640 60 700 110Q760 200 740 560H260Q240 200 300 110Q360 60 500 60Z', css(lighter(base, 0.12), 0.5))}
      ${path('M190 560H810Q860 570 850 640L830 830H170L150 640Q140 570 190 560Z', 'url(#chair-seat)')}
      ${path('M170 700H830L822 850H178Z', css(darker(base, 0.3)))}
      ${path('M40 430Q40 370 110 370Q190 370 200 450L230 850H130Q90 850 84 800Z', 'url(#chair-arm)')}
      ${path('M960 430Q960 370 890 370Q810 370 800 450L770 850H870Q910 850 916 800Z', 'url(#chair-arm)')}`;
  },
};

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

const LEAVES: readonly (readonly [x: number, y: number, turn: number, length: number])[] = [
  [400, 640, -100, 560],
  [400, 640, -64, 520],
  [400, 640, -140, 500],
  [400, 640, -30, 400],
  [400, 640, -168, 400],
  [400, 640, -82, 430],
  [400, 640, -118, 400],
  [400, 640, -48, 330],
];

/** A green plant in a pot; the pot takes the colour. */
export const plant: Subject = {
  words: vocabulary('houseplant cactus succulent vase flowerpot monstera bonsai'),
  width: 800,
  size: 0.95,
  colour: '#c98a66',
  draw({ base }) {
    const green = rgb('#4d7d4a');
    const leaves = LEAVES.map(([x, y, turn, length], index) => {
      const tone = index % 2 === 0 ? lighter(green, 0.08 * (index % 3)) : darker(green, 0.18);
      const half = length * 0.17;
      const blade = path(
        `M0 0Q${length * 0.45} ${-half * 1.9} ${length} 0Q${length * 0.45} ${half * 1.9} 0 0Z`,
        css(tone),
      );
      const rib = line(`M0 0L${length * 0.96} 0`, css(lighter(tone, 0.35), 0.7), 6);
      return `<g transform="translate(${x} ${y}) rotate(${turn})">${blade}${rib}</g>`;
    });
    return `<defs>${matte('plant-pot', base)}</defs>${leaves.join('')}
      ${path('M200 660H600L560 960Q555 1000 510 1000H290Q245 1000 240 960Z', 'url(#plant-pot)')}
      ${rect(180, 610, 440, 84, 'url(#plant-pot)', 'rx="16"')}${rect(196, 690, 408, 14, css(darker(base, 0.5), 0.4))}`;
  },
};

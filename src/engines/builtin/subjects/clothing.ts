import { css, darker, lighter, WHITE } from '../pixels/colour.ts';
import { ellipse, line, linear, path, rect } from '../scenes/shapes.ts';
import { vocabulary } from '../words/words.ts';
import { GOLD, matte, metal } from './materials.ts';
import type { Subject } from './subject.ts';

const SHIRT =
  'M330 60Q430 130 550 130Q670 130 770 60L960 130Q1020 160 1040 230L1100 470L900 520L870 420L880 1000H220L230 420L200 520L0 470L60 230Q80 160 140 130Z';
const DRESS =
  'M250 0L290 10Q330 130 400 150Q470 130 510 10L550 0Q560 170 590 230Q620 290 570 400Q700 700 790 960Q600 1000 400 1000Q200 1000 10 960Q100 700 230 400Q180 290 210 230Q240 170 250 0Z';

/** A shirt as on a mannequin that cannot be seen. */
export const shirt: Subject = {
  words: vocabulary(
    'shirt tshirt tee blouse sweater hoodie jumper jacket coat pullover top clothing apparel clothes garment outfit',
  ),
  width: 1100,
  size: 0.9,
  colour: '#e6e3dc',
  draw({ base }) {
    const fold = css(darker(base, 0.45), 0.35);
    return `<defs>${matte('shirt-cloth', base)}</defs>
      ${ellipse(550, 84, 215, 56, css(darker(base, 0.6)))}${path(SHIRT, 'url(#shirt-cloth)')}
      ${line('M330 60Q430 140 550 140Q670 140 770 60', css(darker(base, 0.2)), 26)}
      ${line('M230 430Q270 330 240 240M870 430Q830 330 860 240', fold, 12)}
      ${line('M330 990Q350 760 300 560M560 990Q600 820 570 640M760 990Q740 800 800 580', fold, 16)}
      ${line('M440 980Q450 800 410 620M690 985Q680 830 700 700', css(lighter(base, 0.6), 0.4), 18)}`;
  },
};

/** A summer dress as on a mannequin that cannot be seen. */
export const dress: Subject = {
  words: vocabulary('dress gown skirt robe frock kimono'),
  width: 800,
  size: 1.1,
  colour: '#b8656f',
  draw({ base, accent }) {
    const fold = css(darker(base, 0.5), 0.35);
    return `<defs>${matte('dress-cloth', base)}</defs>
      ${path(DRESS, 'url(#dress-cloth)')}
      ${path('M226 385Q400 430 574 385L582 430Q400 476 218 430Z', css(darker(accent, 0.25)))}
      ${line('M280 450Q220 720 130 960M360 460Q340 740 290 985M450 460Q480 740 520 985M520 450Q590 720 680 960', fold, 14)}
      ${line('M320 460Q290 720 215 970M490 470Q530 730 600 970', css(lighter(base, 0.6), 0.35), 16)}`;
  },
};

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

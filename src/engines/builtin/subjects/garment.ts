import { css, darker, lighter } from '../pixels/colour.ts';
import { ellipse, line, path } from '../scenes/shapes.ts';
import { vocabulary } from '../words/words.ts';
import { matte } from './materials.ts';
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

import { css, darker, lighter, rgb } from '../pixels/colour.ts';
import { line, linear, path } from '../scenes/shapes.ts';
import { vocabulary } from '../words/words.ts';
import { matte } from './materials.ts';
import type { Subject } from './subject.ts';

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

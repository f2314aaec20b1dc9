import { css, darker, lighter } from '../pixels/colour.ts';
import { path, rect } from '../scenes/shapes.ts';
import { vocabulary } from '../words/words.ts';
import { glossy, matte } from './materials.ts';
import type { Subject } from './subject.ts';

/** A bottle with a label, for what is drunk as for what is poured on hair. */
export const bottle: Subject = {
  words: vocabulary(
    'bottle wine beer shampoo lotion oil drink juice soda champagne whisky whiskey gin vodka sauce serum',
  ),
  width: 340,
  size: 1,
  colour: '#2f5d50',
  draw({ base, accent }) {
    const body = 'M130 130C130 250 20 270 20 400V940Q20 1000 80 1000H260Q320 1000 320 940V400C320 270 210 250 210 130Z';
    return `<defs>${glossy('bottle-glass', base)}${matte('bottle-label', accent)}${glossy('bottle-cap', darker(accent, 0.5))}</defs>
      ${path(body, 'url(#bottle-glass)')}
      ${rect(118, 10, 104, 150, 'url(#bottle-cap)', 'rx="14"')}
      ${rect(118, 128, 104, 8, css(darker(accent, 0.7), 0.6))}
      ${rect(20, 520, 300, 290, 'url(#bottle-label)')}
      ${rect(70, 580, 150, 20, css(darker(accent, 0.65), 0.75), 'rx="6"')}
      ${rect(70, 630, 200, 10, css(darker(accent, 0.55), 0.55), 'rx="5"')}
      ${rect(70, 660, 170, 10, css(darker(accent, 0.55), 0.55), 'rx="5"')}
      ${rect(70, 730, 70, 34, css(base, 0.9), 'rx="6"')}
      ${path('M62 420Q64 330 118 292L126 302Q84 340 82 420V500H62Z', css(lighter(base, 0.85), 0.7))}
      ${rect(62, 826, 20, 120, css(lighter(base, 0.85), 0.5), 'rx="10"')}`;
  },
};

import { css, darker, lighter, mix, WHITE } from '../pixels/colour.ts';
import { path, rect } from '../scenes/shapes.ts';
import { vocabulary } from '../words/words.ts';
import { glass, glossy, GOLD, metal } from './materials.ts';
import type { Subject } from './subject.ts';

/** A square flacon of thick glass, half full. */
export const perfume: Subject = {
  words: vocabulary('perfume fragrance flacon cologne parfum scent aftershave'),
  width: 620,
  size: 0.72,
  colour: '#e8b48f',
  draw({ base, accent }) {
    const label = mix(accent, WHITE, 0.7);
    return `<defs>${glass('perfume-glass', mix(base, WHITE, 0.5))}${glass('perfume-liquid', base)}${metal('perfume-neck', GOLD, true)}${glossy('perfume-cap', darker(accent, 0.75))}</defs>
      ${rect(20, 330, 580, 670, 'url(#perfume-glass)', 'rx="56"')}
      ${path('M62 520H558V900Q558 958 500 958H120Q62 958 62 900Z', 'url(#perfume-liquid)')}
      ${rect(62, 512, 496, 12, css(lighter(base, 0.7), 0.8))}
      ${rect(230, 262, 160, 76, 'url(#perfume-neck)')}
      ${rect(196, 0, 228, 270, 'url(#perfume-cap)', 'rx="22"')}
      ${rect(190, 610, 240, 190, css(label, 0.92), 'rx="6"')}
      ${rect(230, 668, 160, 16, css(darker(base, 0.6), 0.8), 'rx="4"')}${rect(256, 712, 108, 9, css(darker(base, 0.5), 0.6), 'rx="4"')}
      ${path('M48 400Q48 360 88 360H104V930H80Q48 920 48 890Z', css(WHITE, 0.4))}
      ${rect(560, 420, 12, 480, css(WHITE, 0.45), 'rx="6"')}`;
  },
};

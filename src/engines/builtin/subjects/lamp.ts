import { css, lighter, mix, rgb } from '../pixels/colour.ts';
import { ellipse, glow, path, rect } from '../scenes/shapes.ts';
import { vocabulary } from '../words/words.ts';
import { matte, metal } from './materials.ts';
import type { Subject } from './subject.ts';

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

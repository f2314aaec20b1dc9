import { css, darker, lighter, WHITE } from '../pixels/colour.ts';
import { ellipse, line, path, rect } from '../scenes/shapes.ts';
import { vocabulary } from '../words/words.ts';
import { matte, metal } from './materials.ts';
import type { Subject } from './subject.ts';

/** A pair of drops on a small stand. */
export const earrings: Subject = {
  words: vocabulary('earring hoop stud piercing'),
  width: 820,
  size: 0.66,
  colour: '#d8ae55',
  draw({ base, accent }) {
    const pair = [210, 610].map(
      (x) => `${line(`M${x} 130V210`, css(darker(base, 0.2)), 10)}
        ${ellipse(x, 320, 78, 108, 'none', 'stroke="url(#earrings-metal)" stroke-width="26"')}
        ${path(`M${x} 430C${x + 84} 540 ${x + 66} 640 ${x} 646C${x - 66} 640 ${x - 84} 540 ${x} 430Z`, css(accent), 'stroke="url(#earrings-metal)" stroke-width="14"')}
        ${path(`M${x - 10} 480Q${x - 50} 560 ${x - 24} 606Q${x - 8} 550 ${x - 10} 480Z`, css(WHITE, 0.6))}`,
    );
    const wood = lighter(darker(accent, 0.5), 0.35);
    return `<defs>${metal('earrings-metal', base)}${matte('earrings-stand', wood)}</defs>
      ${rect(388, 90, 44, 850, 'url(#earrings-stand)')}${rect(110, 90, 600, 44, css(lighter(wood, 0.15)), 'rx="22"')}
      ${rect(190, 930, 440, 70, 'url(#earrings-stand)', 'rx="22"')}${pair.join('')}`;
  },
};

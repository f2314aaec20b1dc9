import { css, darker, lighter, WHITE } from '../pixels/colour.ts';
import { ellipse, line, path, px, rect } from '../scenes/shapes.ts';
import { vocabulary } from '../words/words.ts';
import { matte, metal, SILVER } from './materials.ts';
import type { Subject } from './subject.ts';

/** A wristwatch from the front, at ten past ten. */
export const watch: Subject = {
  words: vocabulary('watch wristwatch smartwatch timepiece chronograph clock'),
  width: 560,
  size: 0.95,
  colour: '#7a4f32',
  draw({ base, accent }) {
    const marks = Array.from({ length: 12 }, (_, hour) => {
      const [x, y] = [Math.sin((hour * Math.PI) / 6), -Math.cos((hour * Math.PI) / 6)];
      const inner = hour % 3 === 0 ? 150 : 166;
      const d = `M${px(270 + x * inner)} ${px(500 + y * inner)}L${px(270 + x * 186)} ${px(500 + y * 186)}`;
      return line(d, css(darker(accent, 0.75)), hour % 3 === 0 ? 13 : 7);
    });
    const stitches = [150, 390].map((x) =>
      line(`M${x} 20V270M${x} 730V980`, css(lighter(base, 0.5), 0.7), 5, 'stroke-dasharray="16 14"'),
    );
    return `<defs>${matte('watch-strap', base)}${metal('watch-case', SILVER)}${metal('watch-crown', SILVER, true)}</defs>
      ${path('M130 0H410L430 330H110ZM110 670H430L410 1000H130Z', 'url(#watch-strap)')}${stitches.join('')}
      ${rect(494, 470, 56, 60, 'url(#watch-crown)', 'rx="12"')}
      ${ellipse(270, 500, 250, 250, 'url(#watch-case)')}
      ${ellipse(270, 500, 214, 214, css(lighter(accent, 0.72)), `stroke="${css(darker(accent, 0.6), 0.6)}" stroke-width="8"`)}
      ${marks.join('')}
      ${line('M270 500L172 428', css(darker(accent, 0.8)), 17)}${line('M270 500L380 378', css(darker(accent, 0.8)), 11)}
      ${line('M270 545L270 350', css([200, 60, 50]), 5)}${ellipse(270, 500, 17, 17, css(darker(accent, 0.8)))}
      ${path('M120 420Q170 320 290 296L190 640Q110 560 120 420Z', css(WHITE, 0.22))}`;
  },
};

import { css, darker, lighter, mix, rgb, WHITE } from '../pixels/colour.ts';
import { ellipse, path } from '../scenes/shapes.ts';
import { vocabulary } from '../words/words.ts';
import { metal } from './materials.ts';
import type { Subject } from './subject.ts';

/** A solitaire, standing. */
export const ring: Subject = {
  words: vocabulary('ring signet jewel jewelry jewellery'),
  width: 760,
  size: 0.62,
  colour: '#d8ae55',
  draw({ base, accent }) {
    const gem = mix(accent, rgb('#dff2ff'), 0.35);
    const facets = [
      path('M250 150L380 40L330 150Z', css(lighter(gem, 0.55))),
      path('M380 40L510 150L430 150Z', css(lighter(gem, 0.2))),
      path('M330 150L380 40L430 150Z', css(WHITE, 0.95)),
      path('M230 150L330 150L380 330Z', css(mix(gem, WHITE, 0.5))),
      path('M330 150H430L380 330Z', css(lighter(gem, 0.25))),
      path('M430 150H530L380 330Z', css(darker(gem, 0.22))),
      path('M230 150L285 80H475L530 150Z', css(WHITE, 0.35)),
    ];
    return `<defs>${metal('ring-band', base)}${metal('ring-claw', base, true)}</defs>
      ${ellipse(380, 640, 300, 312, 'none', `stroke="url(#ring-band)" stroke-width="88"`)}
      ${ellipse(380, 640, 262, 274, 'none', `stroke="${css(darker(base, 0.55), 0.5)}" stroke-width="10"`)}
      ${ellipse(380, 640, 340, 352, 'none', `stroke="${css(lighter(base, 0.8), 0.7)}" stroke-width="7"`)}
      ${path('M262 190L300 360H460L498 190L440 330H320Z', 'url(#ring-claw)')}
      ${facets.join('')}
      ${path('M232 168l20 -34l26 6l-18 34zM528 168l-20 -34l-26 6l18 34zM366 330h28v34h-28z', 'url(#ring-claw)')}`;
  },
};

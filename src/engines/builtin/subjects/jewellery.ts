import { css, darker, lighter, mix, rgb, WHITE } from '../pixels/colour.ts';
import { ellipse, line, linear, path, px, rect } from '../scenes/shapes.ts';
import { vocabulary } from '../words/words.ts';
import { matte, metal, SILVER } from './materials.ts';
import type { Paint, Subject } from './subject.ts';

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

/** A chain with a pendant on a jeweller's bust. */
export const necklace: Subject = {
  words: vocabulary('necklace pendant choker locket amulet'),
  width: 820,
  size: 0.95,
  colour: '#d8ae55',
  draw(paint) {
    const velvet = mix(darker(paint.accent, 0.55), [40, 38, 42], 0.35);
    const bust =
      'M330 0Q300 40 318 130Q330 260 200 330Q40 400 20 560Q30 840 250 1000H570Q790 840 800 560Q780 400 620 330Q490 260 502 130Q520 40 490 0Q410 40 330 0Z';
    return `<defs>${matte('necklace-velvet', velvet)}</defs>
      ${path(bust, 'url(#necklace-velvet)')}
      ${ellipse(410, 18, 82, 22, css(lighter(velvet, 0.2)))}
      <g transform="translate(410 300)">${chain(paint, 190, 300)}</g>`;
  },
};

/** A chain that hangs from both sides of a neck, its pendant at the bottom; around 0, 0 at the height of the neck's sides. */
export function chain({ base, accent }: Paint, halfWidth: number, drop: number): string {
  const links = Array.from({ length: 61 }, (_, link) => {
    const share = link / 30 - 1;
    const x = halfWidth * Math.sin((share * Math.PI) / 2);
    const y = drop * Math.cos((share * Math.PI) / 2) ** 1.3;
    return ellipse(x, y, 9, 7, 'url(#chain-metal)', `stroke="${css(darker(base, 0.5), 0.6)}" stroke-width="2"`);
  });
  const y = drop + 14;
  const gem = lighter(accent, 0.1);
  const drops = [
    path(
      `M0 ${px(y)}C62 ${px(y + 64)} 56 ${px(y + 132)} 0 ${px(y + 136)}C-56 ${px(y + 132)} -62 ${px(y + 64)} 0 ${px(y)}Z`,
      css(gem),
      'stroke="url(#chain-metal)" stroke-width="12"',
    ),
    path(`M-8 ${px(y + 30)}Q-40 ${px(y + 80)} -20 ${px(y + 110)}Q-8 ${px(y + 70)} -8 ${px(y + 30)}Z`, css(WHITE, 0.6)),
  ];
  return `<defs>${metal('chain-metal', base)}</defs>${links.join('')}${drops.join('')}`;
}

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

const LEFT_LENS =
  'M150 250Q170 150 420 150H820Q1010 150 1020 300Q1030 640 860 800Q760 890 560 890Q330 890 230 720Q140 540 150 250Z';
const RIGHT_LENS =
  'M2350 250Q2330 150 2080 150H1680Q1490 150 1480 300Q1470 640 1640 800Q1740 890 1940 890Q2170 890 2270 720Q2360 540 2350 250Z';

/** Sunglasses from the front. */
export const glasses: Subject = {
  words: vocabulary('glasses eyeglasses sunglasses spectacles eyewear shades goggles'),
  width: 2500,
  size: 0.36,
  colour: '#2a2422',
  draw({ base, accent }) {
    const lens = [
      { at: 0, colour: darker(accent, 0.72), opacity: 0.93 },
      { at: 1, colour: darker(accent, 0.25), opacity: 0.72 },
    ];
    const rim = [
      { at: 0, colour: lighter(base, 0.4) },
      { at: 0.3, colour: base },
      { at: 1, colour: darker(base, 0.5) },
    ];
    const frame = `stroke="url(#glasses-rim)" stroke-width="92" stroke-linejoin="round"`;
    return `<defs>${linear('glasses-lens', lens)}${linear('glasses-rim', rim)}</defs>
      ${path('M150 270L40 190Q0 160 20 110L170 130ZM2350 270L2460 190Q2500 160 2480 110L2330 130Z', css(darker(base, 0.3)))}
      ${line('M1010 330Q1250 170 1490 330', css(base), 84)}${line('M1020 306Q1250 150 1480 306', css(lighter(base, 0.45), 0.7), 18)}
      ${path(LEFT_LENS, 'url(#glasses-lens)', frame)}${path(RIGHT_LENS, 'url(#glasses-lens)', frame)}
      ${path('M290 300Q300 240 400 236H560L330 690Q270 540 290 300Z', css(WHITE, 0.2))}
      ${path('M1620 300Q1630 240 1730 236H1880L1660 690Q1600 540 1620 300Z', css(WHITE, 0.2))}`;
  },
};

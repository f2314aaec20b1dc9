import { css, darker, lighter, mix, rgb, WHITE } from '../pixels/colour.ts';
import { ellipse, line, linear, path, radial, rect } from '../scenes/shapes.ts';
import { vocabulary } from '../words/words.ts';
import { glossy, matte, metal } from './materials.ts';
import type { Subject } from './subject.ts';

/** Headphones, standing on their pads. */
export const headphones: Subject = {
  words: vocabulary('headphone headset earphone earbud audio music speaker'),
  width: 960,
  size: 0.72,
  colour: '#33363c',
  draw({ base, accent }) {
    const cups = [
      rect(20, 560, 190, 440, 'url(#headphones-cup)', 'rx="86"'),
      rect(750, 560, 190, 440, 'url(#headphones-cup)', 'rx="86"'),
      rect(186, 590, 110, 380, 'url(#headphones-pad)', 'rx="52"'),
      rect(664, 590, 110, 380, 'url(#headphones-pad)', 'rx="52"'),
    ];
    return `<defs>${glossy('headphones-cup', base)}${matte('headphones-pad', darker(base, 0.55))}</defs>
      ${line('M112 640Q90 60 480 60Q870 60 848 640', css(darker(base, 0.1)), 76)}
      ${line('M170 420Q220 120 480 112Q740 120 790 420', css(darker(accent, 0.15)), 44)}
      ${line('M96 520Q100 40 480 36Q860 40 864 520', css(lighter(base, 0.5), 0.75), 12)}
      ${cups.join('')}
      ${rect(86, 640, 30, 270, css(accent), 'rx="15"')}${rect(846, 640, 30, 270, css(darker(accent, 0.3)), 'rx="15"')}`;
  },
};

/** A telephone, its screen alight. */
export const phone: Subject = {
  words: vocabulary('phone smartphone mobile iphone tablet device gadget screen app electronic laptop computer'),
  width: 490,
  size: 0.86,
  colour: '#3c4048',
  draw({ base, accent }) {
    const screen = [
      { at: 0, colour: mix(accent, rgb('#2b2f6b'), 0.45) },
      { at: 0.55, colour: accent },
      { at: 1, colour: lighter(accent, 0.55) },
    ];
    return `<defs>${metal('phone-case', base, true)}${linear('phone-screen', screen, { x1: 0.2, x2: 0.8, y2: 1 })}</defs>
      ${rect(0, 0, 490, 1000, 'url(#phone-case)', 'rx="76"')}${rect(14, 14, 462, 972, css(darker(base, 0.8)), 'rx="64"')}
      ${rect(30, 30, 430, 940, 'url(#phone-screen)', 'rx="50"')}
      <clipPath id="phone-edge">${rect(30, 30, 430, 940, css(WHITE), 'rx="50"')}</clipPath>
      <g clip-path="url(#phone-edge)">${ellipse(330, 620, 260, 260, css(WHITE, 0.13))}${ellipse(120, 800, 180, 180, css(WHITE, 0.12))}</g>
      ${rect(170, 52, 150, 34, css(darker(base, 0.85)), 'rx="17"')}
      ${rect(150, 938, 190, 10, css(WHITE, 0.85), 'rx="5"')}
      ${path('M30 80Q30 30 80 30H300L30 560Z', css(WHITE, 0.14))}`;
  },
};

/** A box seen over one corner, with a ribbon. */
export const parcel: Subject = {
  words: vocabulary('box package packaging parcel gift present carton product'),
  width: 1120,
  size: 0.66,
  colour: '#cda77a',
  draw({ base, accent }) {
    return `${path('M20 220L520 330V1000L20 860Z', css(lighter(base, 0.1)))}
      ${path('M520 330L1100 220V860L520 1000Z', css(darker(base, 0.28)))}
      ${path('M20 220L600 110L1100 220L520 330Z', css(lighter(base, 0.38)))}
      ${path('M230 266L310 284V942L230 920ZM770 282L850 267V922L770 940Z', css(accent))}
      ${path('M770 282L850 267V922L770 940Z', css(darker(accent, 0.25)))}
      ${path('M230 266L310 284L890 174L810 156ZM770 282L850 267L350 157L270 172Z', css(lighter(accent, 0.2)))}
      ${path('M560 200Q400 20 330 90Q300 170 560 214ZM560 200Q720 10 800 84Q830 160 560 214Z', css(accent))}
      ${path('M560 200Q440 90 380 110Q380 160 560 208ZM560 200Q680 84 740 104Q750 150 560 208Z', css(darker(accent, 0.35)))}
      ${rect(520, 178, 84, 50, css(lighter(accent, 0.15)), 'rx="18"')}`;
  },
};

/** A still life of plain bodies, if the text names no known object. */
export const stillLife: Subject = {
  words: new Set(),
  width: 1240,
  size: 0.85,
  colour: '#d98f6c',
  draw({ base, accent }) {
    const ball = (id: string, colour: typeof base): string =>
      radial(
        id,
        [
          { at: 0, colour: lighter(colour, 0.6) },
          { at: 0.45, colour },
          { at: 1, colour: darker(colour, 0.5) },
        ],
        { cx: 0.34, cy: 0.3, r: 0.75 },
      );
    const third = mix(base, rgb('#f0e6d8'), 0.6);
    return `<defs>${matte('still-block', third)}${matte('still-arch', accent)}${ball('still-ball', base)}${ball('still-small', mix(accent, third, 0.5))}</defs>
      ${path('M520 1000V420Q520 0 860 0Q1200 0 1200 420V1000H1010V430Q1010 190 860 190Q710 190 710 430V1000Z', 'url(#still-arch)')}
      ${rect(40, 620, 420, 380, 'url(#still-block)')}${ellipse(250, 622, 210, 44, `rgb(${lighter(third, 0.45).map(Math.round).join(',')})`)}
      ${ellipse(250, 430, 190, 190, 'url(#still-ball)')}
      ${ellipse(620, 880, 120, 120, 'url(#still-small)')}`;
  },
};

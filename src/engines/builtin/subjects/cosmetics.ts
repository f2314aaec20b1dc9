import { css, darker, lighter, mix, rgb, WHITE } from '../pixels/colour.ts';
import { ellipse, glow, line, path, rect } from '../scenes/shapes.ts';
import { vocabulary } from '../words/words.ts';
import { glass, glossy, GOLD, matte, metal, SILVER } from './materials.ts';
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

/** A lipstick, turned out. */
export const lipstick: Subject = {
  words: vocabulary('lipstick mascara lip gloss nail polish beauty'),
  width: 300,
  size: 0.8,
  colour: '#b8283c',
  draw({ base }) {
    return `<defs>${glossy('lipstick-colour', base)}${metal('lipstick-gold', GOLD, true)}${glossy('lipstick-case', rgb('#26242a'))}</defs>
      ${path('M80 440V150Q90 40 220 0V440Z', 'url(#lipstick-colour)')}
      ${path('M80 150Q90 40 220 0Q232 90 150 140Q110 160 80 150Z', css(lighter(base, 0.3), 0.85))}
      ${rect(62, 380, 176, 240, 'url(#lipstick-gold)', 'rx="6"')}${rect(62, 560, 176, 10, css(darker(GOLD, 0.5), 0.6))}
      ${rect(20, 610, 260, 390, 'url(#lipstick-case)', 'rx="16"')}${ellipse(150, 614, 130, 12, css(rgb('#4a464f')))}
      ${rect(20, 940, 260, 22, 'url(#lipstick-gold)')}`;
  },
};

/** A jar of cream with a wide lid. */
export const jar: Subject = {
  words: vocabulary(
    'jar cream moisturizer moisturiser skincare cosmetic balm honey jam ointment makeup powder tin pot',
  ),
  width: 1250,
  size: 0.5,
  colour: '#efe6da',
  draw({ base, accent }) {
    return `<defs>${glossy('jar-body', base)}${matte('jar-lid', accent)}${matte('jar-top', lighter(accent, 0.3))}</defs>
      ${path('M60 400H1190V850Q1190 1000 1020 1000H230Q60 1000 60 850Z', 'url(#jar-body)')}
      ${rect(30, 110, 1190, 320, 'url(#jar-lid)', 'rx="40"')}
      ${ellipse(625, 118, 592, 96, 'url(#jar-top)')}
      ${rect(30, 400, 1190, 26, css(darker(accent, 0.6), 0.35))}
      ${rect(430, 600, 420, 34, css(darker(base, 0.6), 0.75), 'rx="10"')}
      ${rect(490, 680, 300, 16, css(darker(base, 0.5), 0.55), 'rx="8"')}${rect(520, 720, 240, 16, css(darker(base, 0.5), 0.55), 'rx="8"')}`;
  },
};

/** A can of something to drink. */
export const can: Subject = {
  words: vocabulary('can energy cola lemonade'),
  width: 540,
  size: 0.72,
  colour: '#c8342c',
  draw({ base, accent }) {
    const rim = 'M70 90Q270 20 470 90L500 150Q270 220 40 150Z';
    return `<defs>${glossy('can-body', base)}${metal('can-rim', SILVER, true)}</defs>
      ${path('M40 140H500V880L460 975Q270 1020 80 975L40 880Z', 'url(#can-body)')}
      ${path('M40 880H500L460 975Q270 1020 80 975Z', 'url(#can-rim)')}
      ${path(rim, 'url(#can-rim)')}${ellipse(270, 88, 200, 46, css(darker(SILVER, 0.25)))}
      ${ellipse(270, 84, 176, 36, css(lighter(SILVER, 0.35)))}${ellipse(282, 78, 62, 15, css(darker(SILVER, 0.4)))}
      ${path('M40 430Q270 500 500 430V640Q270 710 40 640Z', css(accent, 0.9))}
      ${rect(150, 545, 240, 34, css(WHITE, 0.85), 'rx="12"')}`;
  },
};

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

/** A scented candle in a glass, burning. */
export const candle: Subject = {
  words: vocabulary('candle wax tealight aroma aromatherapy incense diffuser'),
  width: 620,
  size: 0.66,
  colour: '#efe3cd',
  draw({ base, accent }) {
    return `<defs>${matte('candle-wax', base)}${glass('candle-glass', lighter(accent, 0.6))}${glow('candle-glow', rgb('#ffdf9a'), 0.8)}</defs>
      ${path('M40 430H580V940Q580 976 540 976H80Q40 976 40 940Z', 'url(#candle-wax)')}
      ${ellipse(310, 430, 270, 52, css(lighter(base, 0.5)))}${ellipse(310, 436, 150, 28, css(rgb('#fff0c2'), 0.9))}
      ${line('M310 432V330', css(rgb('#3a2a20')), 10)}
      ${ellipse(310, 240, 250, 230, 'url(#candle-glow)')}
      ${path('M310 90C370 200 372 270 340 318Q310 350 280 318C248 270 250 200 310 90Z', css(rgb('#ffb545')))}
      ${path('M310 190C340 250 338 290 310 318C282 290 280 250 310 190Z', css(rgb('#fff3cc')))}
      ${path('M14 290H606V940Q606 1000 546 1000H74Q14 1000 14 940Z', 'url(#candle-glass)', 'opacity="0.5"')}
      ${rect(170, 610, 280, 230, css(lighter(accent, 0.75)), 'rx="8"')}${rect(220, 690, 180, 20, css(darker(accent, 0.6), 0.8), 'rx="6"')}
      ${rect(250, 740, 120, 11, css(darker(accent, 0.5), 0.6), 'rx="5"')}`;
  },
};

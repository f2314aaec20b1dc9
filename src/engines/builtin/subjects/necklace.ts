import { css, darker, lighter, mix, WHITE } from '../pixels/colour.ts';
import { ellipse, path, px } from '../scenes/shapes.ts';
import { vocabulary } from '../words/words.ts';
import { matte, metal } from './materials.ts';
import type { Paint, Subject } from './subject.ts';

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

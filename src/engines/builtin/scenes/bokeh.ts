import { css, type Rgb } from '../pixels/colour.ts';
import { between, type Random } from '../pixels/random.ts';
import { ellipse } from './shapes.ts';

export interface BokehArea {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Lights far out of focus: discs, a little brighter at the rim, as a lens draws them. */
export function bokeh(
  random: Random,
  area: BokehArea,
  lights: {
    readonly count: number;
    readonly radius: number;
    readonly colours: readonly Rgb[];
    readonly opacity: number;
  },
): string {
  const discs: string[] = [];
  for (let light = 0; light < lights.count; light += 1) {
    const x = between(random, area.left, area.right);
    const y = between(random, area.top, area.bottom);
    const radius = lights.radius * between(random, 0.35, 1);
    const colour = lights.colours[Math.floor(random() * lights.colours.length)] ?? [255, 255, 255];
    const opacity = lights.opacity * between(random, 0.35, 1);
    const rim = `stroke="${css(colour, opacity * 0.6)}" stroke-width="${(radius * 0.09).toFixed(1)}"`;
    discs.push(ellipse(x, y, radius, radius, css(colour, opacity), rim));
  }
  return discs.join('');
}

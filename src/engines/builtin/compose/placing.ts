import { from, type Raster, toRaster } from '../pixels/raster.ts';
import { yieldToEventLoop } from '../pixels/rows.ts';
import { type Actor, type Cast, drawActor } from './actors.ts';
import type { Layout, Spot } from './layout.ts';
import { type Product, productAt, standingAt } from './product.ts';
import type { Standing } from './shadow.ts';

/** The positions of subjects on a canvas. */
export interface Placing {
  /** In painting order, from back to front. */
  readonly standings: readonly Standing[];
  /** The point where the main subject meets the ground. The scene is built around it. */
  readonly main: { readonly centreX: number; readonly width: number; readonly foot: number };
}

/** The blur of a figure behind a product. */
const BEHIND_SIGMA = 1.3;
/** The level of the ground behind a bust, as a share of the height of the bust. */
const BUST_GROUND = 0.9;

/** Draws the cast, or scales the product, at its spots. */
export async function placed(
  cast: Cast,
  product: Product | null,
  { layout, light }: { readonly layout: Layout; readonly light: 'left' | 'right' },
  signal: AbortSignal,
): Promise<Placing> {
  const things: Standing[] = [];
  for (const [index, spot] of layout.things.entries()) {
    const actor = cast.things[index];
    if (index === 0 && product !== null) things.push(await productAt(product, spot, signal));
    else if (actor !== undefined) things.push(standingAt(await drawActor(actor, heightOf(actor, spot), light), spot));
    await yieldToEventLoop(signal);
  }
  const [first] = things;
  const behind = cast.figure === null ? [] : [await bustAt(cast.figure, layout.figure, light, first !== undefined)];
  const main = first ?? behind[0];
  const foot = first === undefined ? layout.figure.foot * BUST_GROUND : first.top + first.subject.height;
  const width = main?.subject.width ?? layout.figure.widthMax;
  return {
    standings: [...behind, ...things.toReversed()],
    main: { centreX: main === undefined ? layout.figure.centreX : main.left + width / 2, width, foot },
  };
}

function heightOf({ width, size }: Actor, { widthMax, heightMax }: Spot): number {
  // Small subjects are enlarged: a ring beside a bottle is small, but visible.
  return Math.min(heightMax * (0.4 + 0.6 * size), (widthMax * 1000) / width);
}

async function bustAt(actor: Actor, spot: Spot, light: 'left' | 'right', isBehind: boolean): Promise<Standing> {
  const drawn: Raster = await drawActor(actor, Math.min(spot.heightMax, (spot.widthMax * 1000) / actor.width), light);
  return standingAt(isBehind ? await toRaster(from(drawn).blur(BEHIND_SIGMA)) : drawn, spot);
}

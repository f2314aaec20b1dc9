/** For every position along one axis of a canvas: the two nearest pixels of a level in the mirrored picture, and the weight between them. */
export interface MirrorIndex {
  readonly first: Int32Array;
  readonly second: Int32Array;
  /** 0 for all of the first, 1 for all of the second. */
  readonly share: Float32Array;
}

export interface MirrorSide {
  /** Lengths in pixels. */
  readonly canvas: number;
  /** The length of the canvas before the picture. */
  readonly before: number;
  readonly picture: number;
  /** The depth of the mirrored strip at the start and at the end of the picture. */
  readonly stripBefore: number;
  readonly stripAfter: number;
}

/**
 * Strips of the picture are reflected repeatedly outwards. The border pixels occur twice, so no step is visible where the original ends.
 * If `grid` is above 1, the positions are the centres of every `grid` pixels of the canvas.
 */
export function mirrorIndex(
  { canvas, before, picture, stripBefore, stripAfter }: MirrorSide,
  level: number,
  grid: number,
): MirrorIndex {
  const places = Math.ceil(canvas / grid);
  const index = { first: new Int32Array(places), second: new Int32Array(places), share: new Float32Array(places) };
  for (let place = 0; place < places; place += 1) {
    const own = place * grid + (grid - 1) / 2 - before;
    const strip = own < 0 ? stripBefore : stripAfter;
    const beyond = own < 0 ? -own - 1 : own - picture;
    const turn = Math.max(0, beyond) % (2 * strip);
    const inward = turn < strip ? turn : 2 * strip - 1 - turn;
    const source = own < 0 ? inward : own < picture ? own : picture - 1 - inward;
    const exact = Math.min(level - 1, Math.max(0, ((source + 0.5) * level) / picture - 0.5));
    const first = Math.floor(exact);
    index.first[place] = first;
    index.second[place] = Math.min(level - 1, first + 1);
    index.share[place] = exact - first;
  }
  return index;
}

/** The share of the picture's width for a row of subjects. */
const ROW_SHARE = 0.88;

/** A position for a standing subject: the middle of its foot, and its maximum size. In pixels. */
export interface Spot {
  readonly centreX: number;
  readonly foot: number;
  readonly widthMax: number;
  readonly heightMax: number;
}

export interface Layout {
  /** For a bust, cut off by the lower edge. */
  readonly figure: Spot;
  /** The main subject first. */
  readonly things: readonly Spot[];
}

interface Crowd {
  readonly hasFigure: boolean;
  readonly things: number;
  /** The side that the figure, or else the main subject, leaves free. */
  readonly lean: 'left' | 'right';
}

/** The positions of a figure and of subjects on a canvas. */
export function layoutOf({ width, height }: { readonly width: number; readonly height: number }, crowd: Crowd): Layout {
  const side = crowd.lean === 'left' ? -1 : 1;
  const unit = Math.min(width, height);
  const across = (share: number): number => width / 2 + side * share * Math.min(width, 1.25 * height);
  const figureX = crowd.things === 0 ? width / 2 : across(-0.16);
  const figure = {
    centreX: figureX,
    foot: height,
    widthMax: 1.1 * width,
    heightMax: Math.min(0.86 * height, 1.15 * width),
  };
  if (crowd.things > 2) return { figure, things: row({ width, height }, crowd) };
  if (crowd.hasFigure) {
    const front = { centreX: across(0.24), foot: 0.93 * height, widthMax: 0.42 * width, heightMax: 0.44 * unit };
    const beside = { centreX: across(-0.02), foot: 0.96 * height, widthMax: 0.26 * width, heightMax: 0.26 * unit };
    return { figure, things: [front, beside] };
  }
  if (crowd.things < 2) {
    const alone = {
      centreX: width / 2,
      foot: 0.83 * height,
      widthMax: 0.6 * width,
      heightMax: Math.min(0.62 * height, 0.85 * width),
    };
    return { figure, things: [alone] };
  }
  const main = {
    centreX: across(-0.14),
    foot: 0.85 * height,
    widthMax: 0.44 * width,
    heightMax: Math.min(0.58 * height, 0.8 * width),
  };
  const second = {
    centreX: across(0.24),
    foot: 0.79 * height,
    widthMax: 0.34 * width,
    heightMax: Math.min(0.5 * height, 0.66 * width),
  };
  return { figure, things: [main, second] };
}

/** Subjects side by side, without overlap; every other one slightly nearer. */
function row(
  { width, height }: { readonly width: number; readonly height: number },
  { things, hasFigure }: Crowd,
): readonly Spot[] {
  const step = (ROW_SHARE * width) / things;
  return Array.from({ length: things }, (_, index) => ({
    centreX: width / 2 + (index - (things - 1) / 2) * step,
    foot: (hasFigure ? 0.94 : 0.82 + (index % 2) * 0.03) * height,
    widthMax: 0.86 * step,
    heightMax: Math.min((hasFigure ? 0.3 : 0.5) * height, 0.7 * width),
  }));
}

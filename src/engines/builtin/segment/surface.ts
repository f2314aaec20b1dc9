/** A slowly varying brightness: a quadratic polynomial in x and y, which range from -1 to 1 across the picture. */
export type Surface = (x: number, y: number) => number;

export interface Sample {
  readonly x: number;
  readonly y: number;
  readonly value: number;
}

const TERMS = 6;
const ROUNDS = 5;

/**
 * Fits a surface to samples of which up to about a third may be outliers. Starts from the median; each round uses only samples
 * near the surface of the previous one.
 */
export function fitSurface(samples: readonly Sample[]): Surface {
  let surface: Surface = constant(median(samples.map(({ value }) => value)));
  for (let round = 0; round < ROUNDS; round += 1) {
    const errors = samples.map(({ x, y, value }) => Math.abs(value - surface(x, y)));
    const reach = Math.max(1, 2.5 * median(errors));
    surface = leastSquares(samples.filter((_, index) => (errors[index] ?? 0) <= reach)) ?? surface;
  }
  return surface;
}

export function median(values: readonly number[]): number {
  const sorted = Float32Array.from(values).toSorted();
  return sorted[sorted.length >> 1] ?? 0;
}

function constant(value: number): Surface {
  return () => value;
}

/** Solves the normal equations with slight ridge regularisation; null for no samples. */
function leastSquares(samples: readonly Sample[]): Surface | null {
  if (samples.length === 0) return null;
  const rows = Array.from({ length: TERMS }, () => Array.from({ length: TERMS + 1 }, () => 0));
  for (const { x, y, value } of samples) {
    const terms = [1, x, y, x * x, x * y, y * y, value];
    for (const [index, row] of rows.entries()) {
      for (let column = 0; column <= TERMS; column += 1) {
        row[column] = (row[column] ?? 0) + (terms[index] ?? 0) * (terms[column] ?? 0);
      }
    }
  }
  for (const [index, row] of rows.entries()) row[index] = (row[index] ?? 0) + 1e-3 * samples.length;
  const [base = 0, alongX = 0, alongY = 0, bendX = 0, twist = 0, bendY = 0] = solve(rows);
  return (x, y) => base + x * (alongX + bendX * x + twist * y) + y * (alongY + bendY * y);
}

/** Gauss-Jordan without pivoting: the matrix is positive definite. */
function solve(rows: readonly number[][]): readonly number[] {
  for (const [index, row] of rows.entries()) {
    const pivot = row[index] ?? 1;
    for (let column = 0; column <= TERMS; column += 1) row[column] = (row[column] ?? 0) / pivot;
    for (const [other, target] of rows.entries()) {
      const factor = target[index] ?? 0;
      if (other === index || factor === 0) continue;
      for (let column = 0; column <= TERMS; column += 1)
        target[column] = (target[column] ?? 0) - factor * (row[column] ?? 0);
    }
  }
  return rows.map((row) => row[TERMS] ?? 0);
}

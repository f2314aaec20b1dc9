/** The tile that an arrow key leads to from this one: in reading order sideways, the nearest in another row up and down. */
export function tileAt(key: string, from: HTMLElement, sheet: HTMLElement): HTMLElement | null {
  const tiles = [...sheet.querySelectorAll<HTMLElement>('[data-item]')];
  const place = tiles.indexOf(from);
  if (place < 0) return null;
  switch (key) {
    case 'ArrowRight':
      return tiles[place + 1] ?? null;
    case 'ArrowLeft':
      return tiles[place - 1] ?? null;
    case 'ArrowDown':
      return nearestBelow(from, tiles.slice(place + 1), (tile) => middle(tile).y);
    case 'ArrowUp':
      return nearestBelow(from, tiles.slice(0, place).toReversed(), (tile) => -middle(tile).y);
    case 'Home':
      return tiles[0] ?? null;
    case 'End':
      return tiles.at(-1) ?? null;
    default:
      return null;
  }
}

const SAME_ROW_PX = 8;

function nearestBelow(
  from: HTMLElement,
  tiles: readonly HTMLElement[],
  depthOf: (tile: HTMLElement) => number,
): HTMLElement | null {
  const below = tiles.filter((tile) => depthOf(tile) > depthOf(from) + SAME_ROW_PX);
  const nearest = Math.min(...below.map(depthOf));
  const row = below.filter((tile) => depthOf(tile) < nearest + SAME_ROW_PX);
  const { x } = middle(from);
  return row.toSorted((one, other) => Math.abs(middle(one).x - x) - Math.abs(middle(other).x - x))[0] ?? null;
}

function middle(tile: HTMLElement): { x: number; y: number } {
  const { left, top, width, height } = tile.getBoundingClientRect();
  return { x: left + width / 2, y: top + height / 2 };
}

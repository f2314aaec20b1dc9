/** The widths of scaled copies, in pixels. A fixed set limits the number of files. */
const WIDTHS = [64, 96, 128, 192, 256, 384, 512, 640, 768, 1024, 1536, 2048, 3072, 4096, 6144] as const;

/** The narrowest copy that is at least this wide; null if only the picture itself is. */
export function copyWidth(widthPx: number, pictureWidthPx: number): number | null {
  const width = WIDTHS.find((rung) => rung >= widthPx);
  return width !== undefined && width < pictureWidthPx ? width : null;
}

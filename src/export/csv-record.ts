/**
 * Where a spreadsheet would begin a formula, and then run it: OWASP's list, with the full-width signs. Where the comma is a
 * decimal sign, cells are parted by semicolons, and quotes that do not begin a cell protect nothing: there a cell begins after
 * every semicolon and every line break of a text.
 */
const FORMULA = /(?<=^|;|\n|\r(?!\n))(?=[\s"]*[=+\-@＝＋－＠])|^(?=[\t\r\n])/g;

/**
 * One record as RFC 4180 writes it. What a spreadsheet would run is led by an apostrophe, which makes it text there;
 * numbers are left as they are.
 */
export function csvRecord(cells: readonly (string | number | null)[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

function csvCell(cell: string | number | null): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const text = cell.replaceAll(FORMULA, "'");
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

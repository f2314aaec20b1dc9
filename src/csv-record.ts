/**
 * Matches the start of text that a spreadsheet would evaluate as a formula: the characters that OWASP lists, also in full
 * width. A spreadsheet whose decimal sign is the comma separates cells by semicolons and ignores quotes inside a cell, so
 * for it a cell also starts after every semicolon and line break of a text.
 */
const FORMULA = /(?<=^|;|\n|\r(?!\n))(?=[\s"]*[=+\-@＝＋－＠])|^(?=[\t\r\n])/g;

/**
 * Formats one record by RFC 4180. An apostrophe in front of what a spreadsheet would evaluate makes it text; numbers are
 * not changed.
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

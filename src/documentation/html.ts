/** Text that is already HTML. Only `html` and the Markdown renderer create it, so that all text is escaped exactly once. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

type Part = Html | string | number | readonly Html[];

/**
 * A template of HTML. Values are escaped for content and for attributes in double quotes, except values of the type Html.
 *
 * ghtml 4.0.2 has no types, and whether it escapes a value depends on a character in the template before it.
 */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  const filled = parts.map((part, at) => `${shown(part)}${strings[at + 1] ?? ''}`);
  return new Html(`${strings[0] ?? ''}${filled.join('')}`);
}

export const NOTHING = new Html('');

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (sign) => ESCAPES[sign] ?? '');
}

function shown(part: Part): string {
  if (part instanceof Html) return part.text;
  if (typeof part === 'object') return part.map(({ text }) => text).join('');
  return escapeHtml(String(part));
}

/** Text that is HTML already. Only `html` and what renders Markdown make it, so that nothing is escaped twice or never. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

type Part = Html | string | number | readonly Html[];

/**
 * HTML from a template: what is filled in is escaped, for content and for attributes in double quotes, unless it is Html.
 *
 * Not by ghtml 4.0.2, which has no types and tells by a sign before the place whether to escape what is filled in there.
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

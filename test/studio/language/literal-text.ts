import path from 'node:path';
import { parseSync } from 'vite';

/** Attributes and fields whose texts the page shows. */
const SPOKEN =
  /^(?:aria-label|aria-description|aria-valuetext|aria-roledescription|title|placeholder|alt|label|description|error|detail|message|submitLabel|verb|heading|text|hint)$/;

/** Words that are not English but names, formats and addresses. */
const NAMES = /Darkroom|GraphiQL|Stripe|dkr_…|https?:\S+|\S+\.example\S*|\b[A-Z]{2,}\b|\b(?:px|kB|MB|GB|K)\b/g;

/** A key of a message in a table of labels, such as "shell.light". */
const KEY = /^[a-z][A-Za-z]*\.[a-z][A-Za-z]*$/;

/** The literal texts that the components of a file show, as "line: text". */
export function literalTexts(file: string, source: string): string[] {
  const { program, errors } = parseSync(path.basename(file), source);
  if (errors.length > 0) throw new Error(`${file}: ${errors[0]?.message ?? ''}`);
  const found: string[] = [];
  const note = ({ start }: Node, text: string) => {
    if (KEY.test(text) || !/\p{L}{2}/u.test(text.replaceAll(NAMES, ''))) return;
    found.push(`${source.slice(0, start).split('\n').length}: ${text.trim()}`);
  };
  visit(program as unknown as Node, (node) => {
    if (node.type === 'JSXText') note(node, String(node['value']));
    if (node.type === 'JSXExpressionContainer') for (const text of shownBy(node['expression'])) note(node, text);
    if (node.type === 'JSXAttribute' && isSpoken(node['name']))
      for (const text of shownBy(node['value'])) note(node, text);
    if (node.type === 'Property' && isSpoken(node['key'])) for (const text of shownBy(node['value'])) note(node, text);
  });
  return [...new Set(found)];
}

interface Node {
  readonly type: string;
  readonly start: number;
  readonly [field: string]: unknown;
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && 'start' in value;
}

function isSpoken(name: unknown): boolean {
  return isNode(name) && SPOKEN.test(String(name['name']));
}

function visit(node: Node, see: (node: Node) => void, isInAttribute = false): void {
  // Expressions in attributes are checked with the attribute, because most contain names of styles.
  if (!(isInAttribute && node.type === 'JSXExpressionContainer')) see(node);
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) {
      if (isNode(child)) visit(child, see, node.type === 'JSXAttribute');
    }
  }
}

/** The possible string values of an expression, without strings that it compares or passes to a function. */
function shownBy(expression: unknown): string[] {
  if (!isNode(expression)) return [];
  switch (expression.type) {
    case 'Literal':
      return typeof expression['value'] === 'string' ? [expression['value']] : [];
    case 'TemplateLiteral':
      return (expression['quasis'] as { value: { cooked: string } }[]).map(({ value }) => value.cooked); // the format of ESTree
    case 'ConditionalExpression':
      return [...shownBy(expression['consequent']), ...shownBy(expression['alternate'])];
    case 'LogicalExpression':
      return [...shownBy(expression['left']), ...shownBy(expression['right'])];
    case 'JSXExpressionContainer':
      return shownBy(expression['expression']);
    default:
      return [];
  }
}

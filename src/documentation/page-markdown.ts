import type { Page } from '../answers/page.ts';
import { readFenceInfo } from './fence.ts';
import { pageLink } from './links.ts';

const FENCE = /^```(.+)$/gm;
const LINK = /\]\(([^)\s]+)\)/g;

/** At the start of every page, so that whoever was led to one finds all others. */
const POINTER = '> All pages of this documentation: /llms.txt';

/** A page as a program reads it, with how to ask. */
export function pageMarkdown(page: Page, filled: string): string {
  return `${POINTER}\n\n${titledMarkdown(page, filled)}\n${howToAsk(page.path)}\n`;
}

/** The text of a page under its title, with links that hold wherever it is kept. */
export function titledMarkdown({ path, title }: Page, filled: string): string {
  return `# ${title}\n\n${portableMarkdown(filled, path).trim()}\n`;
}

/** With links that start at the root, and the names of files beside their code. */
function portableMarkdown(markdown: string, from: string): string {
  return outsideOfCode(markdown, (prose) =>
    prose.replaceAll(LINK, (_, link: string) => `](${rooted(from, link)})`),
  ).replaceAll(FENCE, (_, info: string) => {
    const { language, file } = readFenceInfo(info);
    return `${file === null ? '' : `\`${file}\`:\n\n`}\`\`\`${language}`;
  });
}

function rooted(from: string, link: string): string {
  const target = pageLink(from, link);
  if (target === null) return link;
  return `/docs/${target.page}.md${target.anchor === '' ? '' : `#${target.anchor}`}`;
}

function outsideOfCode(markdown: string, change: (prose: string) => string): string {
  return markdown
    .split(/(^```.*\n[\s\S]*?^```$)/m)
    .map((part, at) => (at % 2 === 0 ? change(part) : part))
    .join('');
}

function howToAsk(path: string): string {
  return `---

To ask the documentation, add a question to the address of any page, and what you want it for if you like:

\`\`\`
GET /docs/${path}.md?ask=<question>&goal=<goal>
\`\`\`

The answer is Markdown, or JSON with \`Accept: application/json\`: what the documentation says, word for word, where it says so, and
the figures that hold now. Send your key as \`authorization: Bearer dkr_…\` to be told your own.`;
}

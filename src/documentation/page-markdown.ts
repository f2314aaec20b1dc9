import type { Page } from '../answers/page.ts';
import { readFenceInfo } from './fence.ts';
import { pageLink, pictureAddress } from './links.ts';

const FENCE = /^```(.+)$/gm;
const LINK = /\]\(([^)\s]+)\)/g;

/** The first line of every page, which leads agents to the list of all pages. */
const POINTER = '> All pages of this documentation: /llms.txt';

/** A page as Markdown for programs, with instructions on how to ask. */
export function pageMarkdown(page: Page, filled: string): string {
  return `${POINTER}\n\n${titledMarkdown(page, filled)}\n${howToAsk(page.path)}\n`;
}

/** The text of a page under its title, with links that do not depend on its location. */
export function titledMarkdown({ path, title }: Page, filled: string): string {
  return `# ${title}\n\n${portableMarkdown(filled, path).trim()}\n`;
}

/** Replaces relative links by absolute paths, and puts file names before their code blocks. */
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
  if (target === null) return pictureAddress(link) ?? link;
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

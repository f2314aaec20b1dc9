import { markdownAddressOf, type Page } from '../answers/page.ts';
import { sectionsOf } from './table-of-contents.ts';

const SUMMARY =
  'Darkroom is the credit-metered backend of an AI image studio: a GraphQL API that performs four actions on product ' +
  'pictures, charges each once and only once, and shows every balance live.';

const HOW_TO_READ = `Every page is Markdown at its address with \`.md\`, and at its address without where the header \`accept\` asks for
\`text/markdown\`. Add \`?ask=<question>\` to the address of any page, and \`&goal=<goal>\` if you like, to be answered with quotes,
sources and the prices that hold now. Agents can do the same, and perform the four actions, by the Model Context Protocol at
\`/mcp\`.`;

/** The text of /llms.txt: a list of all pages with one line for each. See llmstxt.org. */
export function llmsText(pages: readonly Page[], publicUrl: string): string {
  const sections = sectionsOf(pages).map(({ title, pages: inSection }) => {
    const lines = inSection.map(
      (page) => `- [${page.title}](${publicUrl}${markdownAddressOf(page)}): ${page.description}`,
    );
    return `## ${title}\n\n${lines.join('\n')}`;
  });
  return `# Darkroom\n\n> ${SUMMARY}\n\n${HOW_TO_READ}\n\n${sections.join('\n\n')}\n`;
}

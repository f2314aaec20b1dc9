import { z } from 'zod';
import type { McpServer } from '@modelcontextprotocol/server';
import type { Viewer } from '../access/viewer.ts';
import { markdownAddressOf } from '../answers/page.ts';
import type { DocumentationSite } from '../documentation/documentation-site.ts';
import { toolError, toolResult } from './tool-result.ts';

type ToolResult = ReturnType<typeof toolResult>;

/** Runs a tool; whatever it throws is told as clients may be told. */
export type Told = (run: () => Promise<ToolResult>) => Promise<ToolResult>;

const READS = { readOnlyHint: true, openWorldHint: false };
const WORDS_MAX = 200;

const SEARCH = {
  title: 'Search the documentation',
  description:
    'Finds parts of pages that have these words or their beginnings, the reference of the API among them. Needs no key. ' +
    'Read one with read_documentation_page; to have a question answered, call ask_documentation.',
  annotations: READS,
  inputSchema: z.strictObject({
    words: z
      .string()
      .min(1)
      .max(WORDS_MAX)
      .describe(`What to look for, 1 to ${WORDS_MAX} characters, such as "refund".`),
  }),
};

const READ = {
  title: 'Read a page of the documentation',
  description: 'Gives a page of the documentation as Markdown, with the prices that hold now. Needs no key.',
  annotations: READS,
  inputSchema: z.strictObject({
    path: z
      .string()
      .max(WORDS_MAX)
      .describe(
        'The page, such as "getting-started/understanding-credit-usage"; its address is taken, too. Empty: all pages.',
      ),
  }),
};

/** What the documentation offers beside its answers, which are an operation of the schema. */
export function registerDocumentationTools(
  server: McpServer,
  site: DocumentationSite,
  viewer: Viewer | null,
  told: Told,
): void {
  server.registerTool('search_documentation', SEARCH, ({ words }) =>
    told(async () => {
      const found = site.search(words).map(({ page, heading }) => ({
        title: page.title,
        heading: heading?.text ?? null,
        path: page.path,
        url: markdownAddressOf(page),
      }));
      return toolResult({ found });
    }),
  );
  server.registerTool('read_documentation_page', READ, ({ path }) =>
    told(async () => {
      const name = path.replace(/^.*\/docs\//, '').replace(/(\.md)?(#.*)?$/, '');
      if (name === '') return asText(site.llms());
      const page = site.page(name);
      if (page) return asText(await site.markdown(page, viewer));
      const nearest = site.nearestPages(name).map((each) => each.path);
      return toolError({ code: 'NOT_FOUND', message: 'path: there is no such page', nearest });
    }),
  );
}

function asText(text: string): ToolResult {
  return { content: [{ type: 'text', text }] };
}

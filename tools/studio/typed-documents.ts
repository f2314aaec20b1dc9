import path from 'node:path';
import type { Plugin } from 'vite';

const CALL = /\bgraphql\(\s*`\s*(query|mutation|subscription|fragment)\s+(\w+)[^`]*`,?\s*\)/g;

/**
 * Replaces each graphql(`…`) by the document that codegen made from it. The generated look-up by text would otherwise carry
 * every operation of the page twice, as text and as document, into the first load. codegen's own plugins for this are for
 * Babel and for SWC, neither of which builds the page.
 */
export function typedDocuments(): Plugin {
  let generated = '';
  return {
    name: 'typed-documents',
    enforce: 'pre',
    configResolved({ root }) {
      generated = path.join(root, 'generated/graphql.ts');
    },
    transform(code, id) {
      if (!/\.tsx?$/.test(id) || id.includes('/generated/') || !code.includes('graphql(')) return;
      const names = new Set<string>();
      const replaced = code.replaceAll(CALL, (_call, kind: string, name: string) => {
        const document = kind === 'fragment' ? `${name}FragmentDoc` : `${name}Document`;
        names.add(document);
        return document;
      });
      return { code: `import { ${[...names].join(', ')} } from ${JSON.stringify(generated)};${replaced}`, map: null };
    },
  };
}

import path from 'node:path';

/**
 * Where a link of a page leads. Pages name one another by their files, as in `../credits/refunds.md#to-whom`, so that the
 * links work in the repository too; null: it leads elsewhere.
 */
export function pageLink(from: string, link: string): { readonly page: string; readonly anchor: string } | null {
  if (/^[a-z]+:|^\//i.test(link)) return null;
  const [file = '', anchor = ''] = link.split('#');
  if (file !== '' && !file.endsWith('.md')) return null;
  const page = file === '' ? from : path.posix.join(path.posix.dirname(from), file.replace(/\.md$/, ''));
  return { page, anchor };
}

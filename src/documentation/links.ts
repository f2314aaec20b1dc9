import path from 'node:path';

/**
 * The target of a link between pages; null if the link leads elsewhere. Pages refer to one another by relative file names,
 * such as `../credits/refunds.md#to-whom`, so that the links also work in the repository.
 */
export function pageLink(from: string, link: string): { readonly page: string; readonly anchor: string } | null {
  if (/^[a-z]+:|^\//i.test(link)) return null;
  const [file = '', anchor = ''] = link.split('#');
  if (file !== '' && !file.endsWith('.md')) return null;
  const page = file === '' ? from : path.posix.join(path.posix.dirname(from), file.replace(/\.md$/, ''));
  return { page, anchor };
}

import path from 'node:path';

/** The URL prefix of scripts, styles, fonts and the pictures of docs/images. */
export const ASSETS = '/docs/assets';

/** The URL path of a relative link to a picture in docs/images; null if the link is not one. */
export function pictureAddress(link: string): string | null {
  const name = /^(?:\.\.\/)*images\/([\w-]+\.webp)$/.exec(link)?.[1];
  return name === undefined ? null : `${ASSETS}/${name}`;
}

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

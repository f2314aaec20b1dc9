import { useDocumentTitle } from '@mantine/hooks';

/** Names the page in the tab, the history and the bookmarks. */
export function usePageTitle(title: string | undefined): void {
  useDocumentTitle(title ? `${title} · Darkroom` : 'Darkroom');
}

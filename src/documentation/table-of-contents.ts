import type { Page } from '../answers/page.ts';

export interface Section {
  readonly title: string;
  readonly pages: readonly Page[];
}

/** The pages grouped by section, both in the order of `pages`. */
export function sectionsOf(pages: readonly Page[]): Section[] {
  const sections = Map.groupBy(pages, ({ section }) => section);
  return [...sections].map(([title, inSection]) => ({ title, pages: inSection }));
}

/** The previous and the next page. */
export function neighboursOf(pages: readonly Page[], page: Page): { previous: Page | null; next: Page | null } {
  const at = pages.indexOf(page);
  return { previous: pages[at - 1] ?? null, next: pages[at + 1] ?? null };
}

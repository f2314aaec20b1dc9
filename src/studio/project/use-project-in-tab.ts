import { useDocumentVisibility } from '@mantine/hooks';
import { useEffect, useState } from 'react';
import { formatCredits } from '../language/formats.ts';
import type { ProjectSummaryFragment } from '../generated/graphql.ts';
import { usePageTitle } from '../look/use-page-title.ts';
import { isLow } from '../credits/is-low.ts';

const OWN_ICON = '/favicon.svg';

/** Shows the project in the browser's tab, and while nobody looks at the page, the balance once it has changed. */
export function useProjectInTab(project: ProjectSummaryFragment | undefined): void {
  const isHidden = useDocumentVisibility() === 'hidden';
  const balance = project?.balance;
  const [seen, setSeen] = useState(balance);
  if (seen !== balance && (!isHidden || seen === undefined)) setSeen(balance);
  const hasChanged = balance !== undefined && seen !== undefined && seen !== balance;
  usePageTitle(project && (hasChanged ? `${formatCredits(balance)} · ${project.name}` : project.name));
  useIcon(project ? projectIcon(project) : OWN_ICON);
}

/** The page's own icon is back as soon as the project is left. */
function useIcon(href: string): void {
  useEffect(() => {
    const link = document.querySelector('link[rel="icon"]');
    link?.setAttribute('href', href);
    return () => link?.setAttribute('href', OWN_ICON);
  }, [href]);
}

/** The favicon of a project: its first letter, and an amber dot while its balance is low. */
export function projectIcon(project: ProjectSummaryFragment): string {
  const dot = isLow(project) ? '<circle cx="26" cy="6" r="6" fill="#f0b354"/>' : '';
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="#1a1817"/>` +
    `<text x="16" y="21" text-anchor="middle" font-family="system-ui,sans-serif" font-size="18" font-weight="600" ` +
    `fill="#f2ede7">${firstLetter(project.name)}</text><rect x="7" y="25" width="18" height="3" rx="1.5" fill="#f36a35"/>` +
    `${dot}</svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}

function firstLetter(name: string): string {
  const [letter = ''] = name.trim().toLocaleUpperCase('en');
  return letter.replace(/[&<]/, (special) => (special === '&' ? '&amp;' : '&lt;'));
}

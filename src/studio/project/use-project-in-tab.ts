import { useDocumentVisibility } from '@mantine/hooks';
import { useEffect, useState } from 'react';
import { formatCredits } from '../language/formats.ts';
import type { ProjectSummaryFragment } from '../generated/graphql.ts';
import { usePageTitle } from '../look/use-page-title.ts';
import { projectIcon } from './project-icon.ts';

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

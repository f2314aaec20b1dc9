import { isLow } from '../credits/is-low.ts';
import type { ProjectSummaryFragment } from '../generated/graphql.ts';

/** The favicon of a project: its first letter under the safelight, and an amber dot while its balance is low. */
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

import { usePacks } from '../purchases/use-packs.ts';
import { useMay, useViewer } from '../session/viewer.ts';

const SECTIONS = [
  { value: 'keys', label: 'Keys', says: 'The keys with which people and servers reach this workspace.' },
  { value: 'credits', label: 'Credits', says: 'What each project has left, the least first.' },
  { value: 'spending', label: 'Spending', says: 'Who spent what in all projects, and when.' },
  { value: 'prices', label: 'Prices', says: 'What the actions cost in every project of this workspace.' },
  { value: 'packs', label: 'Packs', says: 'The credits that people can buy themselves.' },
  { value: 'engines', label: 'Engines', says: 'What making pictures cost and brought in, over the last 30 days.' },
  { value: 'webhooks', label: 'Webhooks', says: 'The servers that are told what happens in this workspace.' },
  { value: 'audit', label: 'Audit log', says: 'What admins did to this workspace. No line of it is ever changed.' },
] as const;

export type AdminSection = (typeof SECTIONS)[number];

/** What the viewer administers: credits alone for an ADMIN of some projects, nothing for others. */
export function useAdminSections(): readonly AdminSection[] {
  const viewer = useViewer();
  const isAdmin = useMay('ADMIN');
  const { isConfigured } = usePacks();
  if (!isAdmin) return [];
  if (viewer?.projectIds) return SECTIONS.filter(({ value }) => value === 'credits');
  return SECTIONS.filter(({ value }) => isConfigured || value !== 'packs');
}

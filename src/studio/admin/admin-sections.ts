import { usePacks } from '../purchases/use-packs.ts';
import { useMay, useViewer } from '../session/viewer.ts';
import type { LabelKey } from '../language/messages/message-types.ts';

const SECTIONS = [
  { value: 'keys', label: 'admin.keys', says: 'admin.keysSay' },
  { value: 'credits', label: 'admin.credits', says: 'admin.creditsSay' },
  { value: 'spending', label: 'admin.spending', says: 'admin.spendingSay' },
  { value: 'prices', label: 'admin.prices', says: 'admin.pricesSay' },
  { value: 'packs', label: 'admin.packs', says: 'admin.packsSay' },
  { value: 'engines', label: 'admin.engines', says: 'admin.enginesSay' },
  { value: 'webhooks', label: 'admin.webhooks', says: 'admin.webhooksSay' },
  { value: 'audit', label: 'admin.audit', says: 'admin.auditSay' },
] as const satisfies readonly { readonly value: string; readonly label: LabelKey; readonly says: LabelKey }[];

export type AdminSection = (typeof SECTIONS)[number];

/** The sections that the viewer may use: only credits for an ADMIN of some projects, none for other roles. */
export function useAdminSections(): readonly AdminSection[] {
  const viewer = useViewer();
  const isAdmin = useMay('ADMIN');
  const { isConfigured } = usePacks();
  if (!isAdmin) return [];
  if (viewer?.projectIds) return SECTIONS.filter(({ value }) => value === 'credits');
  return SECTIONS.filter(({ value }) => isConfigured || value !== 'packs');
}

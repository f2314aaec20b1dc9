import { SegmentedControl, Skeleton, Text } from '@mantine/core';
import { useSearchParams } from 'wouter';
import { NotFoundPage } from '../navigation/not-found-page.tsx';
import { PageFrame } from '../navigation/page-frame.tsx';
import { useMay, useViewer } from '../session/viewer.ts';
import { AuditSection } from './audit-section.tsx';
import { CreditsSection } from './credits-section.tsx';
import { EnginesSection } from './engines-section.tsx';
import { KeysSection } from './keys-section.tsx';
import { PricesSection } from './prices-section.tsx';
import { WebhooksSection } from './webhooks-section.tsx';

const SECTIONS = [
  { value: 'keys', label: 'Keys', says: 'The keys with which people and servers reach this workspace.' },
  { value: 'credits', label: 'Credits', says: 'What each project has left, the least first.' },
  { value: 'prices', label: 'Prices', says: 'What the actions cost in every project of this workspace.' },
  { value: 'engines', label: 'Engines', says: 'What making pictures cost and brought in, over the last 30 days.' },
  { value: 'webhooks', label: 'Webhooks', says: 'The servers that are told what happens in this workspace.' },
  { value: 'audit', label: 'Audit log', says: 'What admins did to this workspace. No line of it is ever changed.' },
] as const;

/** Keys, credits and what was done to them. For ADMIN; keys and the log for one of every project. */
export function AdminPage() {
  const viewer = useViewer();
  const isAdmin = useMay('ADMIN');
  const [params, setParams] = useSearchParams();
  if (viewer && !isAdmin) return <NotFoundPage />;
  const sections = viewer?.projectIds ? SECTIONS.filter(({ value }) => value === 'credits') : SECTIONS;
  const section = sections.find(({ value }) => value === params.get('show')) ?? sections[0];
  return (
    <PageFrame title="Admin">
      {sections.length > 1 && (
        <SegmentedControl
          aria-label="What is shown"
          value={section?.value ?? ''}
          onChange={(value) => setParams(value === 'keys' ? {} : { show: value })}
          data={sections.map(({ value, label }) => ({ value, label }))}
          w="fit-content"
        />
      )}
      <Text c="dimmed">{section?.says}</Text>
      {!viewer && <Skeleton height={200} />}
      {viewer && section?.value === 'keys' && <KeysSection />}
      {viewer && section?.value === 'credits' && <CreditsSection />}
      {viewer && section?.value === 'prices' && <PricesSection />}
      {viewer && section?.value === 'engines' && <EnginesSection />}
      {viewer && section?.value === 'webhooks' && <WebhooksSection />}
      {viewer && section?.value === 'audit' && <AuditSection />}
    </PageFrame>
  );
}

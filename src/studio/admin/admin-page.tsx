import { NativeSelect, SegmentedControl, Skeleton, Text } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useSearchParams } from 'wouter';
import { NotFoundPage, PageFrame } from '../navigation/page-frame.tsx';
import { useMay, useViewer } from '../session/viewer.ts';
import { say } from '../language/say.ts';
import { useAdminSections } from './admin-sections.ts';
import { AuditSection } from './audit-section.tsx';
import { CreditsSection } from './credits-section.tsx';
import { EnginesInUse } from './engines-in-use.tsx';
import { EnginesSection } from './engines-section.tsx';
import { KeysSection } from './keys-section.tsx';
import { PacksSection } from './packs-section.tsx';
import { PricesSection } from './prices-section.tsx';
import { SpendingSection } from './spending/spending-section.tsx';
import { WebhooksSection } from './webhooks-section.tsx';

/** Keys, credits and the audit log. For ADMIN; keys and the log only with every project. */
export function AdminPage() {
  const viewer = useViewer();
  const isAdmin = useMay('ADMIN');
  const sections = useAdminSections();
  const [params, setParams] = useSearchParams();
  if (viewer && !isAdmin) return <NotFoundPage />;
  const section = sections.find(({ value }) => value === params.get('show')) ?? sections[0];
  const choices = sections.map(({ value, label }) => ({ value, label: say(label) }));
  const show = (value: string) => setParams(value === 'keys' ? {} : { show: value });
  return (
    <PageFrame title={say('admin.admin')}>
      {sections.length > 1 && <Choice value={section?.value ?? ''} onChange={show} data={choices} />}
      <Text c="dimmed">{section && say(section.says)}</Text>
      {!viewer && <Skeleton height={200} />}
      {viewer && section?.value === 'keys' && <KeysSection />}
      {viewer && section?.value === 'credits' && <CreditsSection />}
      {viewer && section?.value === 'spending' && <SpendingSection />}
      {viewer && section?.value === 'prices' && <PricesSection />}
      {viewer && section?.value === 'packs' && <PacksSection />}
      {viewer && section?.value === 'engines' && (
        <>
          <EnginesInUse />
          <EnginesSection />
        </>
      )}
      {viewer && section?.value === 'webhooks' && <WebhooksSection />}
      {viewer && section?.value === 'audit' && <AuditSection />}
    </PageFrame>
  );
}

interface ChoiceProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly data: { value: string; label: string }[];
}

/** Segmented buttons on wide screens; a select on narrow ones. */
function Choice({ value, onChange, data }: ChoiceProps) {
  const isWide = useMediaQuery('(min-width: 62em)', undefined, { getInitialValueInEffect: false });
  const props = { 'aria-label': say('admin.whatIsShown'), value, data };
  if (isWide) return <SegmentedControl {...props} onChange={onChange} w="fit-content" />;
  return <NativeSelect {...props} onChange={(event) => onChange(event.currentTarget.value)} />;
}

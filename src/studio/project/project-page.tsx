import { useQuery } from '@apollo/client/react';
import { Skeleton } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { type ReactNode, Suspense, useContext } from 'react';
import { createPortal } from 'react-dom';
import { useSearchParams } from 'wouter';
import { useNoticeOfLowBalance } from '../alerts/use-notice-of-low-balance.ts';
import { errorSentence } from '../errors/error-sentence.ts';
import { Problem } from '../errors/problem.tsx';
import { graphql } from '../generated/gql.ts';
import { say } from '../language/say.ts';
import { useLiveBalance } from '../api/live-hooks.ts';
import { lazily } from '../navigation/lazily.ts';
import { HeaderSlot, NotFoundPage } from '../navigation/page-frame.tsx';
import type { ProjectTab } from '../navigation/paths.ts';
import { PURCHASE_PARAM } from '../purchases/return-address.ts';
import { ProjectBar } from './project-bar.tsx';
import { ProjectNotice } from './project-notice.tsx';
import { useProjectInTab } from './use-project-in-tab.ts';
import classes from './project-page.module.css';
import { retryOf } from '../errors/retry-of.ts';

const StudioTab = lazily(async () => (await import('../pictures/studio-tab.tsx')).StudioTab);
const SheetTab = lazily(async () => (await import('../pictures/sheet/sheet-tab.tsx')).SheetTab);
const HistoryTab = lazily(async () => (await import('../history/history-tab.tsx')).HistoryTab);
const CreditsTab = lazily(async () => (await import('../grants/credits-tab.tsx')).CreditsTab);
const ReturnedPurchase = lazily(async () => (await import('../purchases/returned-purchase.tsx')).ReturnedPurchase);
const SettingsTab = lazily(async () => (await import('../settings/settings-tab.tsx')).SettingsTab);

const PROJECT = graphql(`
  query Project($id: ID!) {
    project(id: $id) {
      ...ProjectSummary
      ...ProjectSettings
    }
  }
`);

export interface ProjectPageProps {
  readonly projectId: string;
  readonly tab: ProjectTab;
}

/** One project: its name and live balance, what is to be known about it, and the tab that the address names. */
export function ProjectPage({ projectId, tab }: ProjectPageProps) {
  const { data, error, refetch } = useQuery(PROJECT, { variables: { id: projectId } });
  const project = data?.project ?? undefined;
  const purchaseId = useSearchParams()[0].get(PURCHASE_PARAM);
  useLiveBalance(projectId);
  useProjectInTab(project);
  useNoticeOfLowBalance(project);
  const isWide = useMediaQuery('(min-width: 62em)', true, { getInitialValueInEffect: false });
  const headerSlot = useContext(HeaderSlot);
  const slot = isWide ? headerSlot : null;
  if (data && !project) return <NotFoundPage />;
  return (
    <div className={classes.page} data-tab={tab}>
      {project && inHeader(<ProjectBar project={project} tab={tab} />, slot)}
      {!project && !error && (
        <Skeleton height={36} role="status" aria-busy="true" aria-label={say('project.loading')} />
      )}
      {error && !project ? <Problem sentence={errorSentence(error)} onRetry={retryOf(refetch)} /> : null}
      {project && <ProjectNotice project={project} />}
      <Suspense fallback={null}>{purchaseId !== null && <ReturnedPurchase purchaseId={purchaseId} />}</Suspense>
      <div className={classes.content}>
        <Suspense
          fallback={<Skeleton height={320} role="status" aria-busy="true" aria-label={say('project.loading')} />}
        >
          {tab === 'studio' && project && <StudioTab project={project} />}
          {tab === 'sheet' && project && <SheetTab project={project} />}
          {tab === 'history' && <HistoryTab projectId={projectId} />}
          {tab === 'credits' && <CreditsTab projectId={projectId} />}
          {tab === 'settings' && <SettingsTab projectId={projectId} />}
        </Suspense>
      </div>
    </div>
  );
}

/** On a wide page in the header, so that one line says all; else where it stands. */
function inHeader(bar: ReactNode, slot: HTMLElement | null): ReactNode {
  return slot ? createPortal(bar, slot) : bar;
}

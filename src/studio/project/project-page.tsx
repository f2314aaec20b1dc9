import { useQuery } from '@apollo/client/react';
import { Skeleton } from '@mantine/core';
import { Suspense } from 'react';
import { useSearchParams } from 'wouter';
import { useNoticeOfLowBalance } from '../alerts/use-notice-of-low-balance.ts';
import { errorSentence } from '../errors/error-sentence.ts';
import { Problem } from '../errors/problem.tsx';
import { graphql } from '../generated/gql.ts';
import { useLiveBalance } from '../live/use-live-balance.ts';
import { lazily } from '../navigation/lazily.ts';
import { NotFoundPage } from '../navigation/not-found-page.tsx';
import type { ProjectTab } from '../navigation/paths.ts';
import { PURCHASE_PARAM } from '../purchases/return-address.ts';
import { ProjectHeader, ProjectHeaderSkeleton } from './project-header.tsx';
import { ProjectNotice } from './project-notice.tsx';
import { ProjectTabs } from './project-tabs.tsx';
import { useProjectInTab } from './use-project-in-tab.ts';
import classes from './project-page.module.css';

const StudioTab = lazily(async () => (await import('../pictures/studio-tab.tsx')).StudioTab);
const HistoryTab = lazily(async () => (await import('../history/history-tab.tsx')).HistoryTab);
const CreditsTab = lazily(async () => (await import('../credits/credits-tab.tsx')).CreditsTab);
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
  if (data && !project) return <NotFoundPage />;
  return (
    <div className={classes.page} data-tab={tab}>
      {project ? <ProjectHeader project={project} /> : <ProjectHeaderSkeleton />}
      {error && !project ? <Problem sentence={errorSentence(error)} onRetry={() => void refetch()} /> : null}
      {project && <ProjectNotice project={project} />}
      <Suspense fallback={null}>{purchaseId !== null && <ReturnedPurchase purchaseId={purchaseId} />}</Suspense>
      <ProjectTabs projectId={projectId} tab={tab} />
      <div className={classes.content}>
        <Suspense fallback={<Skeleton height={320} />}>
          {tab === 'studio' && project && <StudioTab project={project} />}
          {tab === 'history' && <HistoryTab projectId={projectId} />}
          {tab === 'credits' && <CreditsTab projectId={projectId} />}
          {tab === 'settings' && <SettingsTab projectId={projectId} />}
        </Suspense>
      </div>
    </div>
  );
}

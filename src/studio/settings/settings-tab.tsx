import { useQuery } from '@apollo/client/react';
import { Skeleton, Text, Title } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { formatCredits } from '../language/formats.ts';
import { errorSentence } from '../errors/error-sentence.ts';
import { Problem } from '../errors/problem.tsx';
import { graphql } from '../generated/gql.ts';
import type { ProjectSettingsFragment } from '../generated/graphql.ts';
import { say } from '../language/say.ts';
import { toastDone } from '../look/toast.tsx';
import { type ProjectFields, ProjectForm } from '../projects/project-form.tsx';
import { useUpdateProject } from '../projects/use-project-changes.ts';
import { AutoTopUpSection } from '../purchases/auto-top-up-section.tsx';
import { useAutoTopUp } from '../purchases/use-auto-top-up.ts';
import { usePacks } from '../purchases/use-packs.ts';
import { useMay } from '../session/viewer.ts';
import { ShareLinksSection } from '../sharing/share-links-section.tsx';
import { AllowanceSection } from './allowance-section.tsx';
import { ArchiveSection } from './archive-section.tsx';
import classes from './settings-tab.module.css';
import { retryOf } from '../errors/retry-of.ts';

const SETTINGS = graphql(`
  query Settings($projectId: ID!) {
    project(id: $projectId) {
      ...ProjectSettings
      ...ProjectAllowance
    }
  }
`);

/** What can be set of a project, and its end. */
export function SettingsTab({ projectId }: { projectId: string }) {
  const { data, error, refetch } = useQuery(SETTINGS, { variables: { projectId } });
  const mayEdit = useMay('EDITOR');
  const isAdmin = useMay('ADMIN');
  const { isConfigured } = usePacks();
  const topUpProject = useAutoTopUp(projectId);
  const project = data?.project;
  if (error && !project) return <Problem sentence={errorSentence(error)} onRetry={retryOf(refetch)} />;
  if (!project)
    return <Skeleton height={240} maw={520} role="status" aria-busy="true" aria-label={say('settings.loading')} />;
  return (
    <div className={classes.tab}>
      <Section title={say('settings.nameAndNotice')}>
        {mayEdit && !project.erasedAt ? <Fields project={project} /> : <ReadOnlyFields project={project} />}
      </Section>
      {!project.archivedAt && (
        <Section title={say('settings.allowance')}>
          <AllowanceSection project={project} />
        </Section>
      )}
      {!project.archivedAt && isConfigured && topUpProject && (
        <Section title={say('settings.topUp')}>
          <AutoTopUpSection project={topUpProject} />
        </Section>
      )}
      <Section title={say('settings.shareLinks')}>
        <ShareLinksSection projectId={projectId} />
      </Section>
      {(isAdmin || project.archivedAt) && (
        <Section title={say(project.archivedAt ? 'settings.archived' : 'settings.archive')}>
          <ArchiveSection project={project} />
        </Section>
      )}
    </div>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={classes.section}>
      <Title order={2} size="h3">
        {title}
      </Title>
      {children}
    </section>
  );
}

/** Shows what somebody else has changed, but keeps what was typed until it is saved. */
function Fields({ project }: { project: ProjectSettingsFragment }) {
  const { update, isSending, error } = useUpdateProject(project);
  const saved = `${project.name} ${project.lowBalanceThreshold}`;
  const [shown, setShown] = useState(saved);
  if (shown !== saved && !isSending && !error) setShown(saved);
  const save = async (fields: ProjectFields) => {
    if (await update(fields)) toastDone(say('settings.saved'));
  };
  return (
    <ProjectForm
      key={shown}
      initial={{ name: project.name, lowBalanceThreshold: project.lowBalanceThreshold ?? null }}
      submitLabel={say('settings.save')}
      isSending={isSending}
      error={error}
      onSubmit={(fields) => void save(fields)}
    />
  );
}

/** For who may look. */
function ReadOnlyFields({ project: { name, lowBalanceThreshold, erasedAt } }: { project: ProjectSettingsFragment }) {
  return (
    <>
      <dl className={classes.values}>
        <dt>{say('settings.name')}</dt>
        <dd>{name}</dd>
        <dt>{say('settings.notice')}</dt>
        <dd>
          {typeof lowBalanceThreshold === 'number'
            ? say('settings.noticeAt', { credits: formatCredits(lowBalanceThreshold) })
            : say('settings.noticeNever')}
        </dd>
      </dl>
      {!erasedAt && <Text c="dimmed">{say('settings.mayLook')}</Text>}
    </>
  );
}

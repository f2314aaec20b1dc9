import { useQuery } from '@apollo/client/react';
import { Button, Skeleton, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { type ReactNode, useState } from 'react';
import { formatCredits } from '../credits/format-credits.ts';
import { errorSentence } from '../errors/error-sentence.ts';
import { Problem } from '../errors/problem.tsx';
import { graphql } from '../generated/gql.ts';
import type { ProjectSettingsFragment } from '../generated/graphql.ts';
import { formatInstant } from '../look/format-instant.ts';
import { ArchiveProjectDialog } from '../projects/archive-project-dialog.tsx';
import { ProjectForm, type ProjectFields } from '../projects/project-form.tsx';
import { useUpdateProject } from '../projects/use-update-project.ts';
import { AutoTopUpSection } from '../purchases/auto-top-up-section.tsx';
import { useAutoTopUp } from '../purchases/use-auto-top-up.ts';
import { usePacks } from '../purchases/use-packs.ts';
import { useMay } from '../session/viewer.ts';
import { AllowanceSection } from './allowance-section.tsx';
import classes from './settings-tab.module.css';

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
  if (error && !project) return <Problem sentence={errorSentence(error)} onRetry={() => void refetch()} />;
  if (!project)
    return <Skeleton height={240} maw={520} role="status" aria-busy="true" aria-label="Loading the settings" />;
  return (
    <div className={classes.tab}>
      <Section title="Name and low-balance notice">
        {mayEdit ? <Fields project={project} /> : <Told project={project} />}
      </Section>
      {!project.archivedAt && (
        <Section title="Allowance">
          <AllowanceSection project={project} />
        </Section>
      )}
      {!project.archivedAt && isConfigured && topUpProject && (
        <Section title="Automatic top-up">
          <AutoTopUpSection project={topUpProject} />
        </Section>
      )}
      {(isAdmin || project.archivedAt) && (
        <Section title="Archive">
          <Archive project={project} />
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
  const told = `${project.name} ${project.lowBalanceThreshold}`;
  const [shown, setShown] = useState(told);
  if (shown !== told && !isSending && !error) setShown(told);
  const save = async (fields: ProjectFields) => {
    if (await update(fields)) notifications.show({ message: 'Saved.' });
  };
  return (
    <ProjectForm
      key={shown}
      initial={{ name: project.name, lowBalanceThreshold: project.lowBalanceThreshold ?? null }}
      submitLabel="Save"
      isSending={isSending}
      error={error}
      onSubmit={(fields) => void save(fields)}
    />
  );
}

/** For who may look. */
function Told({ project: { name, lowBalanceThreshold } }: { project: ProjectSettingsFragment }) {
  return (
    <>
      <dl className={classes.told}>
        <dt>Name</dt>
        <dd>{name}</dd>
        <dt>Low-balance notice</dt>
        <dd>{typeof lowBalanceThreshold === 'number' ? `at ${formatCredits(lowBalanceThreshold)}` : 'never'}</dd>
      </dl>
      <Text c="dimmed">Your key may look. An editor or an admin can change this.</Text>
    </>
  );
}

function Archive({ project }: { project: ProjectSettingsFragment }) {
  const [isArchiving, archiving] = useDisclosure(false);
  if (project.archivedAt) {
    return (
      <Text>
        Archived on {formatInstant(project.archivedAt)}. It takes no actions and no credits; pictures and history stay.
      </Text>
    );
  }
  return (
    <>
      <Text>
        An archived project takes no actions and no credits. What has been accepted is finished, refunds included;
        pictures and history stay readable. It cannot be undone.
      </Text>
      <div>
        <Button variant="default" onClick={archiving.open}>
          Archive this project
        </Button>
      </div>
      <ArchiveProjectDialog project={project} isOpen={isArchiving} onClose={archiving.close} />
    </>
  );
}

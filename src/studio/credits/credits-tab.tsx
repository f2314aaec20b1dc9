import { Button, Group, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Plus } from 'lucide-react';
import { errorSentence } from '../errors/error-sentence.ts';
import { Problem } from '../errors/problem.tsx';
import { EmptyState } from '../look/empty-state.tsx';
import { useToday } from '../look/use-today.ts';
import { useMay, useViewer } from '../session/viewer.ts';
import { formatCredits } from './format-credits.ts';
import { GrantCreditsDialog } from './grant-credits-dialog.tsx';
import { GrantStack, GrantStackSkeleton } from './grant-stack.tsx';
import { formatLapse, untilLapse } from './lapse.ts';
import { SpentGrants } from './spent-grants.tsx';
import { type Grant, type GrantedProject, useGrants } from './use-grants.ts';
import classes from './credits-tab.module.css';

/** What the balance is made of: the grants in the order in which they will be drawn, and when they lapse. */
export function CreditsTab({ projectId }: { projectId: string }) {
  const { project, error, retry } = useGrants(projectId);
  const today = useToday();
  if (error && !project) return <Problem sentence={errorSentence(error)} onRetry={retry} />;
  if (!project) return <GrantStackSkeleton />;
  const left = project.grants.filter(({ remaining }) => remaining > 0);
  const spent = project.grants.filter(({ remaining }) => remaining === 0);
  return (
    <div className={classes.tab}>
      <Group justify="space-between" align="flex-start" gap="md">
        <div>
          <Title order={2}>{left.length === 0 ? 'No credits' : 'In the order in which they are drawn'}</Title>
          <Text c="dimmed">{nextLapse(left, today)}</Text>
        </div>
        <AddCredits project={project} />
      </Group>
      {left.length > 0 ? <GrantStack grants={left} balance={project.balance} /> : <NoCredits project={project} />}
      {spent.length > 0 && <SpentGrants grants={spent} />}
    </div>
  );
}

/** "40 credits lapse on Dec 3, 2026, in 11 days." */
function nextLapse(grants: readonly Grant[], today: Date): string {
  const [soonest] = grants
    .filter(({ expiresAt }) => expiresAt)
    .toSorted((one, other) => Date.parse(one.expiresAt ?? '') - Date.parse(other.expiresAt ?? ''));
  if (!soonest?.expiresAt) return grants.length === 0 ? '' : 'None of them lapse.';
  const verb = soonest.remaining === 1 ? 'lapses' : 'lapse';
  const when = `${formatLapse(soonest.expiresAt)}, ${untilLapse(soonest.expiresAt, today)}`;
  return `${formatCredits(soonest.remaining)} ${verb} on ${when}.`;
}

function AddCredits({ project }: { project: GrantedProject }) {
  const isAdmin = useMay('ADMIN');
  const [isGranting, granting] = useDisclosure(false);
  if (!isAdmin || project.archivedAt) return null;
  return (
    <>
      <Button leftSection={<Plus size={18} aria-hidden="true" />} onClick={granting.open}>
        Add credits
      </Button>
      <GrantCreditsDialog project={project} isOpen={isGranting} onClose={granting.close} />
    </>
  );
}

function NoCredits({ project }: { project: GrantedProject }) {
  const isAdmin = useMay('ADMIN');
  const workspace = useViewer()?.workspace.name ?? 'your workspace';
  const wayOut = isAdmin
    ? 'Add some, and every action of this project draws on them.'
    : `Ask an admin of ${workspace} to add some.`;
  return (
    <EmptyState
      title="There is nothing to spend"
      text={project.archivedAt ? 'The project is archived: it takes no credits any more.' : wayOut}
    />
  );
}

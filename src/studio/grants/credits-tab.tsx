import { Button, Group, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Plus } from 'lucide-react';
import { errorSentence } from '../errors/error-sentence.ts';
import { Problem } from '../errors/problem.tsx';
import { EmptyState } from '../look/empty-state.tsx';
import { useToday } from '../look/calendar-day.ts';
import { BuyCredits } from '../purchases/buy-credits.tsx';
import { PurchaseList } from '../purchases/purchase-list.tsx';
import { useMayBuy } from '../purchases/use-packs.ts';
import { useMay, useViewer } from '../session/viewer.ts';
import { say } from '../language/say.ts';
import { AllowanceMeter } from '../credits/credit-meters.tsx';
import { GrantCreditsDialog } from '../credits/grant-credits-dialog.tsx';
import { GrantStack, GrantStackSkeleton } from './grant-stack.tsx';
import { formatExpiry, untilExpiry } from '../credits/grant-words.ts';
import { OwnCap } from '../credits/own-cap.tsx';
import { SpentGrants } from './spent-grants.tsx';
import { TransferCreditsDialog } from './transfer-credits-dialog.tsx';
import { type GrantedProject, useGrants } from './use-grants.ts';
import classes from './credits-tab.module.css';

/** The grants that make up the balance, in the order in which they will be spent, with their expiry. */
export function CreditsTab({ projectId }: { projectId: string }) {
  const { project, page, error, retry } = useGrants(projectId);
  const today = useToday();
  if (error && !project) return <Problem sentence={errorSentence(error)} onRetry={retry} />;
  if (!project) return <GrantStackSkeleton />;
  const isEmpty = project.drawnNext.length === 0;
  return (
    <div className={classes.tab}>
      <Group justify="space-between" align="flex-start" gap="md">
        <div>
          <Title order={2}>{say(isEmpty ? 'credits.none' : 'credits.inOrder')}</Title>
          <Text c="dimmed">{isEmpty ? '' : nextExpiryWords(project, today)}</Text>
        </div>
        <AddCredits project={project} />
      </Group>
      <div className={classes.limits}>
        {project.allowance?.lastGrant && <AllowanceMeter allowance={project.allowance} />}
        <OwnCap />
      </div>
      {isEmpty ? <NoCredits project={project} /> : <GrantStack project={project} page={page} />}
      {project.spent.length > 0 && <SpentGrants projectId={projectId} />}
      <PurchaseList projectId={projectId} />
    </div>
  );
}

/** "40 credits expire on Dec 3, 2026, in 11 days." */
function nextExpiryWords({ nextExpiry }: GrantedProject, today: Date): string {
  if (!nextExpiry) return say('credits.noneExpire');
  const { credits, at } = nextExpiry;
  return say('credits.nextExpiry', { credits, on: formatExpiry(at), when: untilExpiry(at, today) });
}

function AddCredits({ project }: { project: GrantedProject }) {
  const isAdmin = useMay('ADMIN');
  const [isGranting, granting] = useDisclosure(false);
  const [isMoving, moving] = useDisclosure(false);
  const mayBuy = useMayBuy();
  if (project.archivedAt) return null;
  return (
    <>
      <Group gap="xs">
        {isAdmin && project.balance > 0 && (
          <Button variant="default" onClick={moving.open}>
            {say('credits.move')}
          </Button>
        )}
        {isAdmin && (
          <Button
            variant={mayBuy ? 'default' : 'filled'}
            leftSection={<Plus size={18} aria-hidden="true" />}
            onClick={granting.open}
          >
            {say('credits.add')}
          </Button>
        )}
        <BuyCredits project={project} />
      </Group>
      {isMoving && <TransferCreditsDialog project={project} onClose={moving.close} />}
      <GrantCreditsDialog project={project} isOpen={isGranting} onClose={granting.close} />
    </>
  );
}

function NoCredits({ project }: { project: GrantedProject }) {
  const isAdmin = useMay('ADMIN');
  const mayBuy = useMayBuy();
  const workspace = useViewer()?.workspace.name;
  const wayOut = () => {
    if (mayBuy) return say('credits.buySome');
    if (isAdmin) return say('credits.addSome');
    return workspace === undefined ? say('credits.askAdmin') : say('credits.askAdminOf', { workspace });
  };
  return (
    <EmptyState title={say('credits.nothingToSpend')} text={project.archivedAt ? say('credits.archived') : wayOut()} />
  );
}

import { Button, Group, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { formatCount, formatCredits, formatInstant } from '../language/formats.ts';
import { GrantCreditsDialog } from '../credits/grant-credits-dialog.tsx';
import { isLow } from '../credits/is-low.ts';
import type { ProjectSummaryFragment } from '../generated/graphql.ts';
import { BuyCredits } from '../purchases/buy-credits.tsx';
import { useMayBuy } from '../purchases/use-packs.ts';
import { useMay, useViewer } from '../session/viewer.ts';
import classes from './project-notice.module.css';

/** What is to be known before going on: that the project is archived, or that its credits run out, and the way out. */
export function ProjectNotice({ project }: { project: ProjectSummaryFragment }) {
  if (project.archivedAt) {
    return (
      <div className={classes.notice} role="note">
        <Text>
          {project.erasedAt
            ? `Erased on ${formatInstant(project.erasedAt)}. Its pictures and words are gone; its history stays.`
            : `Archived on ${formatInstant(project.archivedAt)}. It takes no actions and no credits; pictures and history stay.`}
        </Text>
      </div>
    );
  }
  return isLow(project) ? <LowBalance project={project} /> : null;
}

function LowBalance({ project }: { project: ProjectSummaryFragment }) {
  const isAdmin = useMay('ADMIN');
  const mayBuy = useMayBuy();
  const viewer = useViewer();
  const [isGranting, granting] = useDisclosure(false);
  return (
    <div className={classes.notice} data-low role="note">
      <Text>
        {project.balance === 0
          ? 'This project has no credits: nothing can be made with it.'
          : `Only ${formatCredits(project.balance)} left. The notice is set to ${formatCount(project.lowBalanceThreshold ?? 0)}.`}
        {viewer && !isAdmin && !mayBuy && ` Ask an admin of ${viewer.workspace.name} for more.`}
      </Text>
      <Group gap="xs">
        <BuyCredits project={project} size="xs" variant="default" />
        {isAdmin && (
          <Button size="xs" variant="default" onClick={granting.open}>
            Add credits
          </Button>
        )}
      </Group>
      <GrantCreditsDialog project={project} isOpen={isGranting} onClose={granting.close} />
    </div>
  );
}

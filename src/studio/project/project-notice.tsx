import { Button, Group, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { formatCount, formatCredits, formatInstant } from '../language/formats.ts';
import { GrantCreditsDialog } from '../credits/grant-credits-dialog.tsx';
import { isLow } from '../credits/is-low.ts';
import type { ProjectSummaryFragment } from '../generated/graphql.ts';
import { say } from '../language/say.ts';
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
            ? say('project.erasedOn', { at: formatInstant(project.erasedAt) })
            : say('project.archivedOn', { at: formatInstant(project.archivedAt) })}
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
  const threshold = formatCount(project.lowBalanceThreshold ?? 0);
  const notice =
    project.balance === 0
      ? say('project.noCredits')
      : say('project.onlyLeft', { credits: formatCredits(project.balance), threshold });
  return (
    <div className={classes.notice} data-low role="note">
      <Text>
        {viewer && !isAdmin && !mayBuy ? say('project.askAdmin', { notice, workspace: viewer.workspace.name }) : notice}
      </Text>
      <Group gap="xs">
        <BuyCredits project={project} size="xs" variant="default" />
        {isAdmin && (
          <Button size="xs" variant="default" onClick={granting.open}>
            {say('project.addCredits')}
          </Button>
        )}
      </Group>
      <GrantCreditsDialog project={project} isOpen={isGranting} onClose={granting.close} />
    </div>
  );
}

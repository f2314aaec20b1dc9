import { Button, Group, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { errorSentence } from '../errors/error-sentence.ts';
import { Problem } from '../errors/problem.tsx';
import type { ProjectSettingsFragment } from '../generated/graphql.ts';
import { ArchiveProjectDialog } from '../projects/archive-project-dialog.tsx';
import { EraseProjectDialog } from '../projects/erase-project-dialog.tsx';
import { useRestoreProject } from '../projects/use-restore-project.ts';
import { useMay } from '../session/viewer.ts';

interface ArchiveSectionProps {
  readonly project: ProjectSettingsFragment;
}

/** The end of a project: archiving it, taking that back, and erasing it for good. */
export function ArchiveSection({ project }: ArchiveSectionProps) {
  const [isArchiving, archiving] = useDisclosure(false);
  if (project.archivedAt) return <Archived project={project} />;
  return (
    <>
      <Text>
        An archived project takes no actions and no credits. What has been accepted is finished, refunds included;
        pictures and history stay readable. An admin can restore it.
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

function Archived({ project }: ArchiveSectionProps) {
  const isAdmin = useMay('ADMIN');
  const { restore, isSending, error } = useRestoreProject(project);
  const [isErasing, erasing] = useDisclosure(false);
  if (project.erasedAt) {
    return <Text>An erased project cannot be restored.</Text>;
  }
  return (
    <>
      <Text>
        Restored, it takes actions and credits again; its allowance goes on at its next date. Erased, its pictures and
        words are gone for good.
      </Text>
      {isAdmin ? (
        <Group gap="xs">
          <Button variant="default" loading={isSending} onClick={() => void restore()}>
            Restore this project
          </Button>
          <Button variant="subtle" color="red" onClick={erasing.open}>
            Erase for good…
          </Button>
        </Group>
      ) : (
        <Text c="dimmed">An admin can do either.</Text>
      )}
      {error ? <Problem sentence={errorSentence(error)} /> : null}
      {isErasing && <EraseProjectDialog project={project} onClose={erasing.close} />}
    </>
  );
}

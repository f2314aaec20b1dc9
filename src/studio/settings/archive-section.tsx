import { Button, Group, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { errorSentence } from '../errors/error-sentence.ts';
import { Problem } from '../errors/problem.tsx';
import type { ProjectSettingsFragment } from '../generated/graphql.ts';
import { say } from '../language/say.ts';
import { ArchiveProjectDialog } from '../projects/archive-project-dialog.tsx';
import { EraseProjectDialog } from '../projects/erase-project-dialog.tsx';
import { useRestoreProject } from '../projects/use-project-changes.ts';
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
      <Text>{say('settings.aboutArchive')} </Text>
      <div>
        <Button variant="default" onClick={archiving.open}>
          {say('settings.archiveThis')}
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
    return <Text>{say('settings.erased')}</Text>;
  }
  return (
    <>
      <Text>{say('settings.aboutRestore')} </Text>
      {isAdmin ? (
        <Group gap="xs">
          <Button variant="default" loading={isSending} onClick={() => void restore()}>
            {say('settings.restoreThis')}
          </Button>
          <Button variant="subtle" color="red" onClick={erasing.open}>
            {say('settings.erase')}
          </Button>
        </Group>
      ) : (
        <Text c="dimmed">{say('settings.adminCan')}</Text>
      )}
      {error ? <Problem sentence={errorSentence(error)} /> : null}
      {isErasing && <EraseProjectDialog project={project} onClose={erasing.close} />}
    </>
  );
}

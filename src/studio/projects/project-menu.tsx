import { ActionIcon, Menu } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Archive, ArchiveRestore, Ellipsis, Eraser, Plus, SlidersHorizontal } from 'lucide-react';
import { GrantCreditsDialog } from '../credits/grant-credits-dialog.tsx';
import type { ProjectSettingsFragment } from '../generated/graphql.ts';
import { say } from '../language/say.ts';
import { lazyDialog } from '../navigation/lazily.ts';
import { useMay } from '../session/viewer.ts';
import { ArchiveProjectDialog } from './archive-project-dialog.tsx';
import { EraseProjectDialog } from './erase-project-dialog.tsx';
import { useRestoreProject } from './use-project-changes.ts';

const ProjectSettingsDialog = lazyDialog(
  async () => (await import('./project-settings-dialog.tsx')).ProjectSettingsDialog,
);

/** What can be done to a project by whoever may do it. */
export function ProjectMenu({ project }: { project: ProjectSettingsFragment }) {
  const mayEdit = useMay('EDITOR');
  const isAdmin = useMay('ADMIN');
  const [isChanging, changing] = useDisclosure(false);
  const [isArchiving, archiving] = useDisclosure(false);
  const [isErasing, erasing] = useDisclosure(false);
  const [isGranting, granting] = useDisclosure(false);
  const { restore } = useRestoreProject(project);
  if (!mayEdit || project.erasedAt) return null;
  const isOpen = !project.archivedAt;
  return (
    <>
      <Menu position="bottom-end" width={240}>
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" aria-label={say('projects.moreAbout', { project: project.name })}>
            <Ellipsis size={18} aria-hidden="true" />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {isAdmin && isOpen && (
            <Menu.Item leftSection={<Plus size={16} aria-hidden="true" />} onClick={granting.open}>
              {say('projects.addCredits')}
            </Menu.Item>
          )}
          <Menu.Item leftSection={<SlidersHorizontal size={16} aria-hidden="true" />} onClick={changing.open}>
            {say('projects.nameAndNotice')}
          </Menu.Item>
          {isAdmin && isOpen && (
            <Menu.Item leftSection={<Archive size={16} aria-hidden="true" />} onClick={archiving.open}>
              {say('projects.archive')}
            </Menu.Item>
          )}
          {isAdmin && !isOpen && (
            <>
              <Menu.Item leftSection={<ArchiveRestore size={16} aria-hidden="true" />} onClick={() => void restore()}>
                {say('projects.restore')}
              </Menu.Item>
              <Menu.Item leftSection={<Eraser size={16} aria-hidden="true" />} onClick={erasing.open}>
                {say('projects.eraseMenu')}
              </Menu.Item>
            </>
          )}
        </Menu.Dropdown>
      </Menu>
      <ProjectSettingsDialog project={project} isOpen={isChanging} onClose={changing.close} />
      <ArchiveProjectDialog project={project} isOpen={isArchiving} onClose={archiving.close} />
      {isErasing && <EraseProjectDialog project={project} onClose={erasing.close} />}
      <GrantCreditsDialog project={project} isOpen={isGranting} onClose={granting.close} />
    </>
  );
}

import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Plus } from 'lucide-react';
import { say } from '../language/say.ts';
import { PageFrame } from '../navigation/page-frame.tsx';
import { useMayCreateProjects } from '../session/viewer.ts';
import { CreateProjectDialog } from './create-project-dialog.tsx';
import { ProjectGrid } from './project-grid.tsx';

export function ProjectsPage() {
  const mayCreate = useMayCreateProjects();
  const [isCreating, creating] = useDisclosure(false);
  const create = mayCreate ? creating.open : null;
  return (
    <PageFrame
      title={say('projects.projects')}
      actions={
        create && (
          <Button leftSection={<Plus size={18} aria-hidden="true" />} onClick={create}>
            {say('projects.newProject')}
          </Button>
        )
      }
    >
      <ProjectGrid onCreate={create} />
      <CreateProjectDialog isOpen={isCreating} onClose={creating.close} />
    </PageFrame>
  );
}

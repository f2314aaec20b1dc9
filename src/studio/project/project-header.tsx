import { Badge, Group, Skeleton, Title } from '@mantine/core';
import type { ProjectSummaryFragment } from '../generated/graphql.ts';
import { LiveBalance } from '../live/live-balance.tsx';
import { ProjectMenu } from '../projects/project-menu.tsx';
import classes from './project-header.module.css';

/** The project's name, what can be done to it, and its balance as it moves. */
export function ProjectHeader({ project }: { project: ProjectSummaryFragment }) {
  return (
    <Group justify="space-between" wrap="nowrap" className={classes.header}>
      <Group gap="xs" wrap="nowrap" miw={0}>
        <Title order={1} className={classes.name}>
          {project.name}
        </Title>
        {project.archivedAt && (
          <Badge variant="default" radius="md" className={classes.badge}>
            Archived
          </Badge>
        )}
        <ProjectMenu project={project} />
      </Group>
      <div data-testid="project-balance">
        <LiveBalance project={project} size="large" />
      </div>
    </Group>
  );
}

export function ProjectHeaderSkeleton() {
  return (
    <Group
      justify="space-between"
      className={classes.header}
      role="status"
      aria-busy="true"
      aria-label="Loading the project"
    >
      <Skeleton height={36} width={260} />
      <Skeleton height={28} width={110} />
    </Group>
  );
}

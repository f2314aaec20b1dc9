import { Badge, Title } from '@mantine/core';
import type { ProjectSummaryFragment } from '../generated/graphql.ts';
import { say } from '../language/say.ts';
import { LiveBalance } from '../credits/live-balance.tsx';
import type { ProjectTab } from '../navigation/paths.ts';
import { ProjectMenu } from '../projects/project-menu.tsx';
import { ProjectTabs } from './project-tabs.tsx';
import classes from './project-bar.module.css';

export interface ProjectBarProps {
  readonly project: ProjectSummaryFragment;
  readonly tab: ProjectTab;
}

/** The project in one line: its name, what can be done to it, where one can go in it, and its balance as it moves. */
export function ProjectBar({ project, tab }: ProjectBarProps) {
  return (
    <div className={classes.bar}>
      <div className={classes.title}>
        <Title order={1} className={classes.name} title={project.name} dir="auto">
          {project.name}
        </Title>
        {project.archivedAt && (
          <Badge variant="default" radius="md" className={classes.badge}>
            {say('project.archived')}
          </Badge>
        )}
        <ProjectMenu project={project} />
      </div>
      <ProjectTabs projectId={project.id} tab={tab} />
      <div data-testid="project-balance" className={classes.balance}>
        <LiveBalance project={project} size="large" />
      </div>
    </div>
  );
}

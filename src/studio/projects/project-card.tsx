import { Skeleton, Text } from '@mantine/core';
import { useInViewport } from '@mantine/hooks';
import { Link } from 'wouter';
import type { ProjectCardFragment } from '../generated/graphql.ts';
import { say } from '../language/say.ts';
import { LiveBalance } from '../credits/live-balance.tsx';
import { Age } from '../look/age.tsx';
import { Picture } from '../look/picture.tsx';
import { paths } from '../navigation/paths.ts';
import { useMay } from '../session/viewer.ts';
import { ProjectMenu } from './project-menu.tsx';
import { useNewestPicture } from '../pictures/items/newest-picture.ts';
import classes from './project-card.module.css';

/** A project at a glance: its newest picture, its balance, when something last happened, each as it changes while it is in view. */
export function ProjectCard({ project }: { project: ProjectCardFragment }) {
  const { ref, inViewport } = useInViewport<HTMLElement>();
  useNewestPicture(inViewport ? project.id : null);
  const mayMakeOne = useMay('EDITOR') && !project.archivedAt;
  const picture = project.newestPicture.edges[0]?.node.image?.url;
  return (
    <article ref={ref} className={classes.card}>
      <div className={classes.picture}>
        <Picture url={picture} alt="" />
        {picture === undefined && (
          <Text size="xs" c="dimmed" className={classes.none}>
            {say(mayMakeOne ? 'projects.noPictureMake' : 'projects.noPicture')}
          </Text>
        )}
      </div>
      <div className={classes.words}>
        <Link href={paths.project(project.id)} className={classes.name} dir="auto">
          {project.name}
        </Link>
        <div className={classes.line}>
          <LiveBalance project={project} />
          <Text size="xs" c="dimmed" span>
            <Age of={project.lastActivityAt} />
          </Text>
        </div>
      </div>
      <div className={classes.menu}>
        <ProjectMenu project={project} />
      </div>
    </article>
  );
}

export function ProjectCardSkeleton() {
  return (
    <li className={classes.card} aria-hidden="true">
      <Skeleton className={classes.picture} radius={0} />
      <div className={classes.words}>
        <Skeleton height={22} width="60%" />
        <Skeleton height={22} width="90%" />
      </div>
    </li>
  );
}

import { NavLink, Skeleton, Stack, Text } from '@mantine/core';
import { Link, useLocation } from 'wouter';
import { paths } from '../navigation/paths.ts';
import { LiveBalance } from '../live/live-balance.tsx';
import { useProjects } from '../projects/use-projects.ts';
import classes from './rail.module.css';

const SHOWN_MAX = 20;

/** The projects that something happened in last, each with its balance. */
export function RailProjects() {
  const { projects } = useProjects('');
  const [address] = useLocation();
  if (!projects) return <RailSkeleton />;
  const shown = projects.filter(({ archivedAt }) => !archivedAt).slice(0, SHOWN_MAX);
  return (
    <Stack gap={2} py="xs">
      <Text size="xs" c="dimmed" px="sm" py={4}>
        Recent
      </Text>
      {shown.length === 0 && (
        <Text size="xs" c="dimmed" px="sm">
          No project yet.
        </Text>
      )}
      {shown.map((project) => {
        const isHere = address.startsWith(`/projects/${project.id}`);
        return (
          <NavLink
            key={project.id}
            component={Link}
            href={paths.project(project.id)}
            label={project.name}
            active={isHere}
            aria-current={isHere ? 'page' : undefined}
            rightSection={<LiveBalance project={project} isBare />}
            className={classes.link}
            noWrap
          />
        );
      })}
    </Stack>
  );
}

function RailSkeleton() {
  return (
    <Stack gap={2} py="xs" role="status" aria-busy="true" aria-label="Loading the projects">
      <Skeleton height={20} width={60} mx="sm" my={4} />
      {[0, 1, 2].map((place) => (
        <Skeleton key={place} height={36} />
      ))}
    </Stack>
  );
}

import { Button, NavLink, Skeleton, Stack, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { Search } from 'lucide-react';
import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import { errorSentence } from '../errors/error-sentence.ts';
import { Problem } from '../errors/problem.tsx';
import type { ProjectSummaryFragment } from '../generated/graphql.ts';
import { say } from '../language/say.ts';
import { LiveBalance } from '../credits/live-balance.tsx';
import { paths } from '../navigation/paths.ts';
import { useProjectSummaries } from '../projects/use-projects.ts';
import classes from './rail.module.css';

const SHOWN_AT_ONCE = 20;
const SETTLE_MS = 200;

/** The most recently active projects, or those that match the search, each with its balance. */
export function RailProjects() {
  const [typed, setTyped] = useState('');
  const [search] = useDebouncedValue(typed.trim(), SETTLE_MS);
  const { projects, error, isLoadingMore, loadMore, retry } = useProjectSummaries(search, SHOWN_AT_ONCE);
  return (
    <Stack gap={2} py="xs">
      <TextInput
        size="xs"
        type="search"
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        placeholder={say('shell.findProject')}
        aria-label={say('shell.findProject')}
        leftSection={<Search size={14} aria-hidden="true" />}
        mb={8}
      />
      {!projects && error ? <Problem sentence={errorSentence(error)} onRetry={retry} /> : null}
      {!projects && !error && <RailSkeleton />}
      {projects?.length === 0 && (
        <Text size="xs" c="dimmed" px="sm" py={4}>
          {say(search === '' ? 'shell.noProject' : 'shell.noProjectFound')}
        </Text>
      )}
      {projects?.map((project) => (
        <RailProject key={project.id} project={project} />
      ))}
      {loadMore && (
        <Button size="xs" variant="subtle" color="gray" onClick={loadMore} loading={isLoadingMore}>
          {say('shell.showMore')}
        </Button>
      )}
    </Stack>
  );
}

function RailProject({ project }: { project: ProjectSummaryFragment }) {
  const [address] = useLocation();
  const isHere = address.startsWith(`/projects/${project.id}`);
  return (
    <NavLink
      component={Link}
      href={paths.project(project.id)}
      label={
        <span dir="auto" className={classes.name}>
          {project.name}
        </span>
      }
      title={project.name}
      active={isHere}
      aria-current={isHere ? 'page' : undefined}
      rightSection={<LiveBalance project={project} isBare />}
      className={classes.link}
      noWrap
    />
  );
}

function RailSkeleton() {
  return (
    <Stack gap={2} role="status" aria-busy="true" aria-label={say('shell.loadingProjects')}>
      {[0, 1, 2].map((place) => (
        <Skeleton key={place} height={36} />
      ))}
    </Stack>
  );
}

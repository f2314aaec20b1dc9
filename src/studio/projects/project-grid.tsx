import { Button, Group, SegmentedControl, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { Search } from 'lucide-react';
import { useState } from 'react';
import { useSearchParams } from 'wouter';
import { errorSentence } from '../errors/error-sentence.ts';
import { Problem } from '../errors/problem.tsx';
import { NoProjects } from './no-projects.tsx';
import { ProjectCard, ProjectCardSkeleton } from './project-card.tsx';
import type { ProjectCardFragment } from '../generated/graphql.ts';
import { say } from '../language/say.ts';
import { SampleProjectOffer } from './sample/sample-project-offer.tsx';
import { useProjectCards } from './use-projects.ts';
import classes from './project-grid.module.css';

const SETTLE_MS = 200;

/** A workspace with more projects does not count as new. */
const FEW = 3;

export interface ProjectGridProps {
  /** Null where the person may not make projects. */
  readonly onCreate: (() => void) | null;
}

/** The projects with what can be found of them: by name, and archived ones apart. Both stand in the address. */
export function ProjectGrid({ onCreate }: ProjectGridProps) {
  const { typed, setTyped, search, isArchive, setArchive } = useFilter();
  const { projects, error, isLoadingMore, loadMore, retry } = useProjectCards(search, isArchive);
  return (
    <>
      <Group gap="sm">
        <TextInput
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          placeholder={say('projects.searchByName')}
          aria-label={say('projects.searchProjects')}
          type="search"
          leftSection={<Search size={16} aria-hidden="true" />}
          className={classes.search}
        />
        <SegmentedControl
          aria-label={say('projects.which')}
          value={isArchive ? 'archived' : 'active'}
          onChange={(value) => setArchive(value === 'archived')}
          data={[
            { value: 'active', label: say('projects.active') },
            { value: 'archived', label: say('projects.archived') },
          ]}
        />
      </Group>
      {!projects && error ? <Problem sentence={errorSentence(error)} onRetry={retry} /> : null}
      {projects && isNew(projects) && search === '' && !isArchive && <SampleProjectOffer />}
      {projects?.length === 0 && (
        <NoProjects search={search} isArchive={isArchive} onClearSearch={() => setTyped('')} onCreate={onCreate} />
      )}
      <ul className={classes.grid} aria-busy={!projects} aria-label={say('projects.projects')}>
        {projects?.map((project) => (
          <li key={project.id}>
            <ProjectCard project={project} />
          </li>
        ))}
        {!projects && !error && [0, 1, 2].map((place) => <ProjectCardSkeleton key={place} />)}
      </ul>
      {loadMore && (
        <Button variant="default" onClick={loadMore} loading={isLoadingMore} mx="auto">
          {say('projects.showMore')}
        </Button>
      )}
    </>
  );
}

/** Whether the workspace has few projects, and none has a picture. */
function isNew(projects: readonly ProjectCardFragment[]): boolean {
  return projects.length <= FEW && projects.every(({ newestPicture }) => newestPicture.edges.length === 0);
}

function useFilter() {
  const [params, setParams] = useSearchParams();
  const [typed, setTyped] = useState(params.get('search') ?? '');
  const [search] = useDebouncedValue(typed.trim(), SETTLE_MS);
  const isArchive = params.get('show') === 'archived';
  const write = (name: string, value: string) =>
    setParams(
      (before) => {
        const after = new URLSearchParams(before);
        if (value === '') after.delete(name);
        else after.set(name, value);
        return after;
      },
      { replace: true },
    );
  return {
    typed,
    setTyped: (text: string) => {
      setTyped(text);
      write('search', text.trim());
    },
    search,
    isArchive,
    setArchive: (wanted: boolean) => write('show', wanted ? 'archived' : ''),
  };
}

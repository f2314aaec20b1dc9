import { Button } from '@mantine/core';
import { Plus } from 'lucide-react';
import { EmptyState } from '../look/empty-state.tsx';

export interface NoProjectsProps {
  readonly search: string;
  readonly isArchive: boolean;
  readonly onClearSearch: () => void;
  readonly onCreate: (() => void) | null;
}

/** Why nothing is shown, and what to do next. */
export function NoProjects({ search, isArchive, onClearSearch, onCreate }: NoProjectsProps) {
  if (search !== '') {
    return (
      <EmptyState
        title={isArchive ? `No archived project is called “${search}”` : `No project is called “${search}”`}
        text={isArchive ? 'Try a part of its name.' : 'Try a part of its name, or look among the archived ones.'}
      >
        <Button variant="default" onClick={onClearSearch}>
          Clear the search
        </Button>
      </EmptyState>
    );
  }
  if (isArchive) {
    return (
      <EmptyState
        title="Nothing is archived"
        text="A project that is done can be archived; its pictures and its history stay."
      />
    );
  }
  return (
    <EmptyState
      title="Make your first project"
      text={
        onCreate
          ? 'A project holds credits and the pictures that are made with them: one for each product, campaign or client.'
          : 'There is no project yet. Ask an editor or an admin of your workspace to make one.'
      }
    >
      {onCreate && (
        <Button leftSection={<Plus size={18} aria-hidden="true" />} onClick={onCreate} variant="default">
          New project
        </Button>
      )}
    </EmptyState>
  );
}

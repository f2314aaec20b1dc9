import { Button } from '@mantine/core';
import { Plus } from 'lucide-react';
import { say } from '../language/say.ts';
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
        title={say(isArchive ? 'projects.noneArchivedFound' : 'projects.noneFound', { search })}
        text={say(isArchive ? 'projects.tryPart' : 'projects.tryPartOrArchived')}
      >
        <Button variant="default" onClick={onClearSearch}>
          {say('projects.clearSearch')}
        </Button>
      </EmptyState>
    );
  }
  if (isArchive) {
    return <EmptyState title={say('projects.nothingArchived')} text={say('projects.canBeArchived')} />;
  }
  return (
    <EmptyState
      title={say('projects.makeFirst')}
      text={say(onCreate ? 'projects.aboutProjects' : 'projects.askEditor')}
    >
      {onCreate && (
        <Button leftSection={<Plus size={18} aria-hidden="true" />} onClick={onCreate} variant="default">
          {say('projects.newProject')}
        </Button>
      )}
    </EmptyState>
  );
}

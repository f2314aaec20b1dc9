import { MultiSelect } from '@mantine/core';
import { useDebouncedValue, useDisclosure } from '@mantine/hooks';
import { useState } from 'react';
import { useProjectSummaries } from '../projects/use-projects.ts';
import { say } from '../language/say.ts';

const FOUND_MAX = 50;
const SETTLE_MS = 200;

export interface ProjectsFieldProps {
  readonly projectIds: string[];
  readonly onChange: (projectIds: string[]) => void;
}

/** Which projects a key is for. They are looked for by the server, however many there are; the chosen ones keep their names. */
export function ProjectsField({ projectIds, onChange }: ProjectsFieldProps) {
  const [typed, setTyped] = useState('');
  const [search] = useDebouncedValue(typed.trim(), SETTLE_MS);
  const [chosen, setChosen] = useState<readonly Option[]>([]);
  const [isOpen, list] = useDisclosure(false);
  const { projects = [] } = useProjectSummaries(search, FOUND_MAX);
  const found = projects.map(({ id, name }) => ({ value: id, label: name }));
  const options = [...found, ...chosen.filter(({ value }) => !found.some((option) => option.value === value))];
  return (
    <MultiSelect
      label={say('admin.projects')}
      description={say('admin.projectsHint')}
      data={options}
      value={projectIds}
      onChange={(ids) => {
        setChosen(options.filter(({ value }) => ids.includes(value)));
        onChange(ids);
      }}
      searchable
      searchValue={typed}
      onSearchChange={setTyped}
      clearable
      hidePickedOptions
      // Closed by a choice: open, it lies over the button that makes the key.
      dropdownOpened={isOpen}
      onDropdownOpen={list.open}
      onDropdownClose={list.close}
      onOptionSubmit={list.close}
      nothingFoundMessage={say('admin.noProjectFound')}
    />
  );
}

interface Option {
  readonly value: string;
  readonly label: string;
}

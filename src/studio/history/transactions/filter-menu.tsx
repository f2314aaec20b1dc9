import { Button, Checkbox, Popover, Stack } from '@mantine/core';
import { ChevronDown } from 'lucide-react';
import type { ReactNode } from 'react';
import { formatCount } from '../../language/formats.ts';
import { say } from '../../language/say.ts';

export interface FilterMenuProps<Value extends string> {
  /** What is chosen where nothing is: "All kinds". */
  readonly all: string;
  /** The message with the number of chosen values: "3 kinds". */
  readonly several: 'history.countKinds' | 'history.countActions' | 'history.countPeople';
  /** What is chosen among: "Kinds". */
  readonly label: string;
  readonly options: readonly { readonly value: Value; readonly label: ReactNode; readonly word: string }[];
  readonly chosen: readonly Value[];
  readonly onChange: (chosen: Value[]) => void;
}

/** A button that says what is chosen, and opens the choice. */
export function FilterMenu<Value extends string>(props: FilterMenuProps<Value>) {
  const { all, several, label, options, chosen, onChange } = props;
  const words = options.filter(({ value }) => chosen.includes(value)).map(({ word }) => word);
  const choose = (values: string[]) =>
    onChange(options.map(({ value }) => value).filter((each) => values.includes(each)));
  return (
    <Popover position="bottom-start" shadow="md" trapFocus>
      <Popover.Target>
        <Button
          variant="default"
          size="xs"
          fw={400}
          aria-label={say('history.chosen', { filter: label, chosen: words.join(', ') || all })}
          rightSection={<ChevronDown size={14} aria-hidden="true" />}
          data-chosen={words.length > 0 || undefined}
        >
          {words.length < 3 ? words.join(', ') || all : say(several, { count: formatCount(words.length) })}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Checkbox.Group aria-label={label} value={[...chosen]} onChange={choose}>
          <Stack gap="sm">
            {options.map(({ value, label: name }) => (
              <Checkbox key={value} size="xs" value={value} label={name} />
            ))}
          </Stack>
        </Checkbox.Group>
      </Popover.Dropdown>
    </Popover>
  );
}

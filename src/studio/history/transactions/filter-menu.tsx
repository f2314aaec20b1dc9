import { Button, Checkbox, Popover, Stack } from '@mantine/core';
import { ChevronDown } from 'lucide-react';
import type { ReactNode } from 'react';

export interface FilterMenuProps<Value extends string> {
  /** What is chosen where nothing is: "All kinds". */
  readonly all: string;
  /** What is chosen among: "Kinds". */
  readonly label: string;
  readonly options: readonly { readonly value: Value; readonly label: ReactNode; readonly word: string }[];
  readonly chosen: readonly Value[];
  readonly onChange: (chosen: Value[]) => void;
}

/** A button that says what is chosen, and opens the choice. */
export function FilterMenu<Value extends string>({ all, label, options, chosen, onChange }: FilterMenuProps<Value>) {
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
          aria-label={`${label}: ${words.join(', ') || all}`}
          rightSection={<ChevronDown size={14} aria-hidden="true" />}
          data-chosen={words.length > 0 || undefined}
        >
          {words.length === 0 ? all : words.length < 3 ? words.join(', ') : `${words.length} ${label.toLowerCase()}`}
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

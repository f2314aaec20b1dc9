import { Button, Group } from '@mantine/core';
import { X } from 'lucide-react';
import { useActionTitle } from '../../prices/use-price-list.ts';
import { rangeLabel } from '../bars.ts';
import { ACTION_KINDS, KIND_WORD, TRANSACTION_KINDS } from '../kinds.ts';
import type { KnownHistoryFilter } from '../use-history-filter.ts';
import { FilterMenu } from './filter-menu.tsx';

export interface TransactionFiltersProps {
  readonly known: KnownHistoryFilter;
  /** Who is named by the lines that have been seen. */
  readonly actors: readonly string[];
}

/** What the list of transactions is narrowed to. Each choice stands in the address. */
export function TransactionFilters({ known, actors }: TransactionFiltersProps) {
  const { filter, listRange, isNarrowed, change } = known;
  const titleOf = useActionTitle();
  const offered = [...new Set([...filter.actors, ...actors])].toSorted();
  return (
    <Group gap="xs" role="group" aria-label="Filters of the transactions">
      <FilterMenu
        label="Kinds"
        all="All kinds"
        options={TRANSACTION_KINDS.map((value) => ({ value, label: KIND_WORD[value], word: KIND_WORD[value] }))}
        chosen={filter.kinds}
        onChange={(kinds) => change({ kinds })}
      />
      <FilterMenu
        label="Actions"
        all="All actions"
        options={ACTION_KINDS.map((value) => ({ value, label: titleOf(value), word: titleOf(value) }))}
        chosen={filter.actionKinds}
        onChange={(actionKinds) => change({ actionKinds })}
      />
      <FilterMenu
        label="People and keys"
        all="By anybody"
        options={offered.map((value) => ({ value, label: value, word: value }))}
        chosen={filter.actors}
        onChange={(chosen) => change({ actors: chosen })}
      />
      {filter.bar !== null && (
        <Button
          size="xs"
          variant="light"
          color="gray"
          rightSection={<X size={14} aria-hidden="true" />}
          onClick={() => change({ bar: null })}
          aria-label={`${rangeLabel(listRange)}: show the whole period again`}
        >
          {rangeLabel(listRange)}
        </Button>
      )}
      {isNarrowed && (
        <Button
          size="xs"
          variant="subtle"
          color="gray"
          onClick={() => change({ bar: null, kinds: [], actionKinds: [], actors: [] })}
        >
          Clear filters
        </Button>
      )}
    </Group>
  );
}

import { Button, Group } from '@mantine/core';
import { X } from 'lucide-react';
import { actionTitle } from '../../prices/action-title.ts';
import { rangeLabel } from '../bars.ts';
import { ACTION_KINDS, KIND_WORD, TRANSACTION_KINDS } from '../kinds.ts';
import type { KnownHistoryFilter } from '../use-history-filter.ts';
import { actorName } from '../../look/actor-name.ts';
import { say } from '../../language/say.ts';
import { FilterMenu } from './filter-menu.tsx';

export interface TransactionFiltersProps {
  readonly known: KnownHistoryFilter;
  /** Who is named by the lines that have been seen. */
  readonly actors: readonly string[];
}

/** What the list of transactions is narrowed to. Each choice stands in the address. */
export function TransactionFilters({ known, actors }: TransactionFiltersProps) {
  const { filter, listRange, isNarrowed, change } = known;
  const offered = [...new Set([...filter.actors, ...actors])].toSorted();
  return (
    <Group gap="xs" role="group" aria-label={say('history.filters')}>
      <FilterMenu
        label={say('history.kinds')}
        all={say('history.allKinds')}
        several="history.countKinds"
        options={TRANSACTION_KINDS.map((value) => ({
          value,
          label: say(KIND_WORD[value]),
          word: say(KIND_WORD[value]),
        }))}
        chosen={filter.kinds}
        onChange={(kinds) => change({ kinds })}
      />
      <FilterMenu
        label={say('history.actions')}
        all={say('history.allActions')}
        several="history.countActions"
        options={ACTION_KINDS.map((value) => ({ value, label: actionTitle(value), word: actionTitle(value) }))}
        chosen={filter.actionKinds}
        onChange={(actionKinds) => change({ actionKinds })}
      />
      <FilterMenu
        label={say('history.people')}
        all={say('history.byAnybody')}
        several="history.countPeople"
        options={offered.map((value) => ({ value, label: actorName(value), word: actorName(value) }))}
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
          aria-label={say('history.showWhole', { range: rangeLabel(listRange) })}
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
          {say('history.clear')}
        </Button>
      )}
    </Group>
  );
}

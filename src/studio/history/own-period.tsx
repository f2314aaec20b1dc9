import { Group, TextInput } from '@mantine/core';
import { dayOf, isDay, useToday } from '../look/calendar-day.ts';
import { say } from '../language/say.ts';
import type { OwnDays } from './period.ts';

interface OwnPeriodProps {
  readonly period: OwnDays;
  readonly onChange: (period: OwnDays) => void;
}

/** Fields for the first and the last day of a period. */
export function OwnPeriod({ period, onChange }: OwnPeriodProps) {
  const { first, last } = period;
  const today = useToday();
  return (
    <Group gap="xs" wrap="nowrap">
      <TextInput
        type="date"
        aria-label={say('history.firstDay')}
        value={first}
        max={last}
        onChange={({ currentTarget: { value } }) =>
          isDay(value) && onChange({ kind: 'own', first: value, last: value > last ? value : last })
        }
      />
      <span aria-hidden="true">–</span>
      <TextInput
        type="date"
        aria-label={say('history.lastDay')}
        value={last}
        min={first}
        max={dayOf(today)}
        onChange={({ currentTarget: { value } }) =>
          isDay(value) && onChange({ kind: 'own', first: value < first ? value : first, last: value })
        }
      />
    </Group>
  );
}

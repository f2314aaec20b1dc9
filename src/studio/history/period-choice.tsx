import { Group, SegmentedControl, TextInput } from '@mantine/core';
import { say } from '../language/say.ts';
import { type DateRange, type OwnDays, ownDaysOf, type Period, readPeriod, writePeriod } from './period.ts';
import { dayOf, isDay, useToday } from '../look/calendar-day.ts';

export interface PeriodChoiceProps {
  readonly period: Period;
  /** The shown days. */
  readonly range: DateRange;
  readonly onChange: (period: Period) => void;
}

/** Selects one of the usual periods or two days. The two days are first those of the shown range. */
export function PeriodChoice({ period, range, onChange }: PeriodChoiceProps) {
  const shown = ownDaysOf(range);
  return (
    <>
      <SegmentedControl
        aria-label={say('history.period')}
        value={period.kind === 'own' ? 'own' : writePeriod(period)}
        onChange={(value) => onChange(value === 'own' ? shown : readPeriod(value))}
        data={[
          { value: '7d', label: say('history.days7') },
          { value: '30d', label: say('history.days30') },
          { value: 'month', label: say('history.thisMonth') },
          { value: 'own', label: say('history.custom') },
        ]}
      />
      {period.kind === 'own' && <OwnPeriod period={shown} onChange={onChange} />}
    </>
  );
}

interface OwnPeriodProps {
  readonly period: OwnDays;
  readonly onChange: (period: OwnDays) => void;
}

/** Fields for the first and the last day of a period. */
function OwnPeriod({ period, onChange }: OwnPeriodProps) {
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

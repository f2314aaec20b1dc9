import { SegmentedControl } from '@mantine/core';
import { say } from '../language/say.ts';
import { OwnPeriod } from './own-period.tsx';
import { type DateRange, ownDaysOf, type Period, readPeriod, writePeriod } from './period.ts';

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

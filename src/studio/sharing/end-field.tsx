import { Input, SegmentedControl, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { formatDay, formatInstant } from '../language/formats.ts';
import { say } from '../language/say.ts';
import { dateOf, type Day, dayOf } from '../look/calendar-day.ts';
import { END_DAYS, endDayIn, lastEndDay } from './share-end.ts';

const OTHER_DAY = 'other';

export interface EndFieldProps {
  /** The typed text, which may not be a valid day. */
  readonly day: string;
  /** Null if a link cannot end on that day. */
  readonly endsAt: Date | null;
  readonly today: Date;
  readonly onDay: (day: string) => void;
}

/** Selects when the link ends: after some days, or on another day. */
export function EndField({ day, endsAt, today, onDay }: EndFieldProps) {
  const [isTyped, setTyped] = useState(false);
  const days = END_DAYS.find((each) => endDayIn(each, today) === day);
  const last: Day = lastEndDay(today);
  const choose = (value: string) => {
    setTyped(value === OTHER_DAY);
    if (value !== OTHER_DAY) onDay(endDayIn(Number(value), today));
  };
  return (
    <Stack gap="xs">
      <Input.Label id="share-ends" labelElement="div">
        {say('sharing.ends')}
      </Input.Label>
      <SegmentedControl
        aria-labelledby="share-ends"
        size="xs"
        fullWidth
        value={isTyped || days === undefined ? OTHER_DAY : String(days)}
        onChange={choose}
        data={[
          ...END_DAYS.map((each) => ({ value: String(each), label: say('sharing.inDays', { days: each }) })),
          { value: OTHER_DAY, label: say('sharing.otherDay') },
        ]}
      />
      {isTyped && (
        <TextInput
          type="date"
          aria-label={say('sharing.lastDay')}
          value={day}
          min={dayOf(today)}
          max={last}
          onChange={(event) => onDay(event.currentTarget.value)}
          error={endsAt ? null : say('sharing.dayBeyond', { last: formatDay(dateOf(last)) })}
        />
      )}
      {endsAt && (
        <Text size="xs" c="dimmed" role="status">
          {say('sharing.endsAt', { at: formatInstant(endsAt.toISOString()) })}
        </Text>
      )}
    </Stack>
  );
}

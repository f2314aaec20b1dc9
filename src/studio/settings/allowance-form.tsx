import { Checkbox, Group, NativeSelect, NumberInput, Stack, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { CREDITS_MAX, CreditsInput } from '../credits/posting-form.tsx';
import type { AllowanceInput, AllowanceInterval } from '../generated/graphql.ts';
import { creditsWord } from '../language/formats.ts';
import { DialogButtons } from '../look/dialog-buttons.tsx';
import { say } from '../language/say.ts';
import { EVERY, type ShownAllowance } from './allowance-words.ts';

const INTERVALS = Object.keys(EVERY) as AllowanceInterval[]; // its keys are the intervals

interface Said {
  readonly credits: number | string;
  readonly every: AllowanceInterval;
  readonly rollover: boolean;
  /** Empty: no limit. */
  readonly rolloverCap: number | string;
  readonly timeZone: string;
  /** Empty: now, or as it was. */
  readonly from: string;
}

export interface AllowanceFormProps {
  readonly known: ShownAllowance | null;
  readonly onSubmit: (wanted: AllowanceInput) => void;
  readonly onCancel: () => void;
}

export function AllowanceForm({ known, onSubmit, onCancel }: AllowanceFormProps) {
  const [said, setSaid] = useState<Said>(() => saidOf(known));
  const [isPast, setPast] = useState(false);
  const change = (changed: Partial<Said>) => setSaid({ ...said, ...changed });
  const { credits, every, from } = said;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const isLate = from !== '' && new Date(from).getTime() <= Date.now();
    setPast(isLate);
    if (typeof credits === 'number' && credits > 0 && !isLate) onSubmit(inputOf(credits, said));
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <Group grow align="flex-start">
          <CreditsInput value={credits} onChange={(value) => change({ credits: value })} />
          <NativeSelect
            label={say('settings.howOften')}
            value={every}
            onChange={({ currentTarget: { value } }) =>
              change({ every: INTERVALS.find((each) => each === value) ?? every })
            }
            data={INTERVALS.map((value) => ({ value, label: say(EVERY[value]) }))}
          />
        </Group>
        <Rollover said={said} change={change} />
        <TextInput
          type="datetime-local"
          label={say('settings.from')}
          description={say(known ? 'settings.emptyDates' : 'settings.emptyNow')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          value={from}
          onChange={(event) => change({ from: event.currentTarget.value })}
          error={isPast ? say('settings.passed') : null}
        />
        <ZoneSelect said={said} change={change} />
        <DialogButtons submitLabel={say('settings.seeEffects')} onCancel={onCancel} />
      </Stack>
    </form>
  );
}

function Rollover({ said, change }: { said: Said; change: (changed: Partial<Said>) => void }) {
  return (
    <>
      <Checkbox
        label={say('settings.keepLeft')}
        checked={said.rollover}
        onChange={(event) => change({ rollover: event.currentTarget.checked })}
      />
      {said.rollover && (
        <NumberInput
          label={say('settings.keepAtMost')}
          description={say('settings.emptyAll')}
          value={said.rolloverCap}
          onChange={(value) => change({ rolloverCap: value })}
          min={0}
          max={CREDITS_MAX}
          allowDecimal={false}
          suffix={` ${creditsWord(2)}`}
        />
      )}
    </>
  );
}

function ZoneSelect({ said, change }: { said: Said; change: (changed: Partial<Said>) => void }) {
  return (
    <NativeSelect
      label={say('settings.timeZone')}
      value={said.timeZone}
      onChange={(event) => change({ timeZone: event.currentTarget.value })}
      data={zonesWith(said.timeZone)}
    />
  );
}

function saidOf(known: ShownAllowance | null): Said {
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (!known) return { credits: 100, every: 'MONTH', rollover: false, rolloverCap: '', timeZone: here, from: '' };
  const { credits, every, rollover, rolloverCap, timeZone } = known;
  return { credits, every, rollover, rolloverCap: rolloverCap ?? '', timeZone, from: '' };
}

function inputOf(credits: number, { every, rollover, rolloverCap, timeZone, from }: Said): AllowanceInput {
  const cap = rollover && typeof rolloverCap === 'number' ? rolloverCap : null;
  const startAt = from === '' ? null : new Date(from).toISOString();
  return { credits, every, rollover, rolloverCap: cap, timeZone, startAt };
}

function zonesWith(zone: string): string[] {
  return [...new Set([zone, 'UTC', ...Intl.supportedValuesOf('timeZone')])];
}

import { Group, NativeSelect, NumberInput, Radio, Stack, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { errorSentence } from '../errors/error-sentence.ts';
import { Problem } from '../errors/problem.tsx';
import type { CreateApiKeyInput, CreditCapPeriod, Role } from '../generated/graphql.ts';
import { addDays, dateOf, dayOf, useToday } from '../look/calendar-day.ts';
import { LimitedTextInput } from '../look/limited-text.tsx';
import { creditsWord } from '../language/formats.ts';
import type { LabelKey } from '../language/messages/message-types.ts';
import { DialogButtons } from '../look/dialog-buttons.tsx';
import { say } from '../language/say.ts';
import { EmailField } from './email-field.tsx';
import { ProjectsField } from './projects-field.tsx';
import { ROLE } from './role-word.ts';

const NAME_MAX = 200;
const CAP_MAX = 1_000_000_000;
const ROLES = ['VIEWER', 'EDITOR', 'ADMIN'] as const satisfies Role[];
const PERIODS = [
  { value: 'MONTH', label: 'admin.aMonth' },
  { value: 'DAY', label: 'admin.aDay' },
] as const satisfies { value: CreditCapPeriod; label: LabelKey }[];

const HAND_OVERS = [
  { value: 'KEY', label: 'admin.keyItself', description: 'admin.keyItselfHint' },
  { value: 'LINK_ONCE', label: 'admin.linkOnce', description: 'admin.linkOnceHint' },
  {
    value: 'LINK',
    label: 'admin.linkLasting',
    description: 'admin.linkLastingHint',
  },
] as const;
type HandOver = (typeof HAND_OVERS)[number]['value'];

/** How the creator of a key hands it over. */
export interface HowToHandOver {
  readonly email: string | null;
  readonly handOver: HandOver;
}

interface Typed {
  readonly name: string;
  readonly role: Role;
  readonly projectIds: string[];
  readonly cap: number | string;
  readonly per: string;
  readonly lastDay: string;
  readonly email: string;
  readonly handOver: HandOver;
}

const NOTHING_TYPED: Typed = {
  name: '',
  role: 'EDITOR',
  projectIds: [],
  cap: '',
  per: 'MONTH',
  lastDay: '',
  email: '',
  handOver: 'KEY',
};

/** What a part of the form is given. */
interface PartProps {
  readonly typed: Typed;
  readonly change: (changed: Partial<Typed>) => void;
}

export interface KeyFormProps {
  readonly error: unknown;
  readonly isSending: boolean;
  readonly onSubmit: (input: CreateApiKeyInput, how: HowToHandOver) => void;
  readonly onCancel: () => void;
}

export function KeyForm({ error, isSending, onSubmit, onCancel }: KeyFormProps) {
  const [typed, setTyped] = useState(NOTHING_TYPED);
  const [problem, setProblem] = useState<string | null>(null);
  const part: PartProps = { typed, change: (changed) => setTyped({ ...typed, ...changed }) };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const isNamed = typed.name.trim() !== '';
    setProblem(isNamed ? null : say('admin.giveName'));
    if (isNamed) onSubmit(inputOf(typed), { email: typed.email.trim() || null, handOver: typed.handOver });
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <LimitedTextInput
          label={say('admin.name')}
          description={say('admin.nameHint')}
          value={typed.name}
          onChange={(event) => part.change({ name: event.currentTarget.value })}
          max={NAME_MAX}
          error={problem}
          required
          data-autofocus
        />
        <RoleField {...part} />
        <ProjectsField projectIds={typed.projectIds} onChange={(projectIds) => part.change({ projectIds })} />
        <CapField {...part} />
        <LastDayField {...part} />
        <HandOverField {...part} />
        <EmailField email={typed.email} onEmail={(email) => part.change({ email })} />
        {error ? <Problem sentence={errorSentence(error)} /> : null}
        <DialogButtons submitLabel={say('admin.makeKey')} isSending={isSending} onCancel={onCancel} />
      </Stack>
    </form>
  );
}

function RoleField({ typed: { role }, change }: PartProps) {
  return (
    <Radio.Group
      label={say('admin.role')}
      value={role}
      onChange={(value) => change({ role: ROLES.find((each) => each === value) ?? role })}
    >
      <Stack gap={8} pt={8}>
        {ROLES.map((value) => (
          <Radio key={value} value={value} label={say(ROLE[value].name)} description={say(ROLE[value].may)} />
        ))}
      </Stack>
    </Radio.Group>
  );
}

function HandOverField({ typed: { handOver }, change }: PartProps) {
  return (
    <Radio.Group
      label={say('admin.handOver')}
      value={handOver}
      onChange={(value) => change({ handOver: HAND_OVERS.find((each) => each.value === value)?.value ?? handOver })}
    >
      <Stack gap={8} pt={8}>
        {HAND_OVERS.map(({ value, label, description }) => (
          <Radio key={value} value={value} label={say(label)} description={say(description)} />
        ))}
      </Stack>
    </Radio.Group>
  );
}

function CapField({ typed: { cap, per }, change }: PartProps) {
  return (
    <Group grow align="flex-start">
      <NumberInput
        label={say('admin.cap')}
        description={say('admin.noCapHint')}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        value={cap}
        onChange={(value) => change({ cap: value })}
        min={1}
        max={CAP_MAX}
        allowDecimal={false}
        suffix={` ${creditsWord(2)}`}
      />
      <NativeSelect
        label={say('admin.for')}
        value={per}
        onChange={(event) => change({ per: event.currentTarget.value })}
        data={PERIODS.map(({ value, label }) => ({ value, label: say(label) }))}
      />
    </Group>
  );
}

function LastDayField({ typed: { lastDay }, change }: PartProps) {
  const today = useToday();
  return (
    <TextInput
      type="date"
      label={say('admin.lastDay')}
      description={say('admin.noEndHint')}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      value={lastDay}
      min={dayOf(today)}
      onChange={(event) => change({ lastDay: event.currentTarget.value })}
    />
  );
}

function inputOf({ name, role, projectIds, cap, per, lastDay }: Typed): CreateApiKeyInput {
  return {
    name: name.trim(),
    role,
    projectIds: projectIds.length === 0 ? null : projectIds,
    creditCap: typeof cap === 'number' ? { credits: cap, per: per === 'DAY' ? 'DAY' : 'MONTH' } : null,
    expiresAt: lastDay === '' ? null : addDays(dateOf(lastDay), 1).toISOString(),
  };
}

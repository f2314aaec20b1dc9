import { Modal, NativeSelect, NumberInput, Stack, Text } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { PostingActions } from '../credits/posting-form.tsx';
import { toastDone } from '../look/toast.tsx';
import { creditsWord, formatCredits } from '../language/formats.ts';
import { say } from '../language/say.ts';
import { topUpSentence } from './auto-top-up-words.ts';
import { digitsOf, moneyText, toMajor, toMinor } from './money.ts';
import { type TopUpProject, useSetAutoTopUp } from './use-auto-top-up.ts';
import type { Pack } from './use-packs.ts';

const THRESHOLD_MAX = 1_000_000_000;
const PACKS_A_MONTH = 3; // the initial monthly limit

export interface AutoTopUpDialogProps {
  readonly project: TopUpProject;
  readonly packs: readonly Pack[];
  readonly onClose: () => void;
}

/** Edits the automatic top-up of a project: threshold, pack and monthly limit. For ADMIN. */
export function AutoTopUpDialog({ project, packs, onClose }: AutoTopUpDialogProps) {
  const { autoTopUp: known } = project;
  const { set, ...state } = useSetAutoTopUp(project.id);
  const [threshold, setThreshold] = useState<number | string>(known?.threshold ?? 20);
  const [packId, setPackId] = useState(known?.creditPack.id);
  const pack = packs.find(({ id }) => id === packId) ?? packs[0];
  const [ceiling, setCeiling] = useState<number | string>(() => ceilingOf(known?.monthlyLimit.minor, pack));
  if (!pack) return null;
  const { minor, currency } = pack.amount;
  const limitMinor = typeof ceiling === 'number' ? toMinor(ceiling, currency) : 0;
  const isCovered = limitMinor >= minor;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (typeof threshold !== 'number' || !isCovered) return;
    if (!(await set({ threshold, creditPackId: pack.id, monthlyLimitMinor: limitMinor }))) return;
    onClose();
    toastDone(say('purchases.topUpSet'));
  };
  return (
    <Modal opened onClose={onClose} title={say('purchases.topUpOf', { project: project.name })}>
      <form onSubmit={(event) => void submit(event)} noValidate>
        <Stack gap="md">
          <ThresholdInput value={threshold} onChange={setThreshold} />
          <NativeSelect
            label={say('purchases.buy')}
            value={pack.id}
            onChange={(event) => setPackId(event.currentTarget.value)}
            data={packs.map(({ id, title, amount }) => ({
              value: id,
              label: say('purchases.packFor', { pack: title, amount: moneyText(amount) }),
            }))}
          />
          <NumberInput
            label={say('purchases.atMostMonth')}
            description={say('purchases.atMostHint')}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            value={ceiling}
            onChange={setCeiling}
            min={0}
            decimalScale={digitsOf(currency)}
            suffix={` ${currency.toUpperCase()}`}
            error={isCovered ? null : say('purchases.atLeastOne', { amount: moneyText(pack.amount) })}
            required
          />
          {typeof threshold === 'number' && isCovered && (
            <Text c="dimmed">
              {say('purchases.topUpEffect', {
                topUp: topUpSentence(threshold, pack),
                times: timesSentence(pack, limitMinor),
              })}
            </Text>
          )}
          <PostingActions label={say('purchases.setIt')} {...state} onCancel={onClose} />
        </Stack>
      </form>
    </Modal>
  );
}

function ceilingOf(knownMinor: number | undefined, pack: Pack | undefined): number | string {
  if (!pack) return '';
  const { minor, currency } = pack.amount;
  return toMajor(knownMinor ?? PACKS_A_MONTH * minor, currency);
}

function timesSentence({ amount: { minor, currency } }: Pack, limitMinor: number): string {
  const times = Math.floor(limitMinor / minor);
  if (times === 1) return say('purchases.onceMonth');
  return say('purchases.timesMonth', { times, amount: moneyText({ minor: times * minor, currency }) });
}

interface ThresholdInputProps {
  readonly value: number | string;
  readonly onChange: (value: number | string) => void;
}

function ThresholdInput({ value, onChange }: ThresholdInputProps) {
  return (
    <NumberInput
      label={say('purchases.whenLeft')}
      value={value}
      onChange={onChange}
      min={0}
      max={THRESHOLD_MAX}
      allowDecimal={false}
      suffix={` ${creditsWord(2)}`}
      error={value === '' ? say('purchases.thresholdRange', { max: formatCredits(THRESHOLD_MAX) }) : null}
      required
      data-autofocus
    />
  );
}

import { ActionIcon, Button, Fieldset, Group, NumberInput, SimpleGrid, Stack, TextInput } from '@mantine/core';
import { Plus, X } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import type { CreditPackInput } from '../generated/graphql.ts';
import { digitsOf, isCurrency, toMajor, toMinor } from '../purchases/money.ts';
import type { Pack } from '../purchases/use-packs.ts';
import { LimitedTextInput } from '../look/limited-text.tsx';
import { formatCount } from '../language/formats.ts';
import { say } from '../language/say.ts';

const PACKS_MAX = 20;
const CREDITS_MAX = 100_000_000;

interface Typed {
  readonly key: string;
  readonly title: string;
  readonly credits: number | string;
  readonly price: number | string;
  readonly currency: string;
  /** Empty if the credits never expire. */
  readonly days: number | string;
}

export interface PacksFormProps {
  readonly packs: readonly Pack[];
  readonly onSubmit: (packs: CreditPackInput[]) => void;
  readonly onCancel: () => void;
}

/** Edits the packs for sale, in the order in which buyers see them. */
export function PacksForm({ packs, onSubmit, onCancel }: PacksFormProps) {
  const [rows, setRows] = useState<readonly Typed[]>(() => (packs.length > 0 ? packs.map(typedOf) : [newRow('usd')]));
  const [isAsked, setAsked] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setAsked(true);
    const inputs = rows.flatMap((row) => inputOf(row) ?? []);
    if (inputs.length === rows.length) onSubmit(inputs);
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        {rows.map((row, place) => (
          <PackFields
            key={row.key}
            row={row}
            place={place + 1}
            isAsked={isAsked}
            onChange={(changed) => setRows(rows.map((each) => (each === row ? { ...row, ...changed } : each)))}
            onRemove={() => setRows(rows.filter((each) => each !== row))}
          />
        ))}
        <Group justify="space-between" gap="xs">
          <Button
            variant="default"
            leftSection={<Plus size={16} aria-hidden="true" />}
            disabled={rows.length >= PACKS_MAX}
            onClick={() => setRows([...rows, newRow(rows.at(-1)?.currency ?? 'usd')])}
          >
            {say('admin.anotherPack')}
          </Button>
          <Group gap="xs">
            <Button variant="default" onClick={onCancel}>
              {say('look.cancel')}
            </Button>
            <Button type="submit">{say('admin.seeBuyers')}</Button>
          </Group>
        </Group>
      </Stack>
    </form>
  );
}

interface PackFieldsProps {
  readonly row: Typed;
  readonly place: number;
  readonly isAsked: boolean;
  readonly onChange: (changed: Partial<Typed>) => void;
  readonly onRemove: () => void;
}

function PackFields({ row, place, isAsked, onChange, onRemove }: PackFieldsProps) {
  const { title, credits, days } = row;
  const problem = (isWrong: boolean, text: string) => (isAsked && isWrong ? text : null);
  return (
    <Fieldset legend={say('admin.pack', { place: formatCount(place) })}>
      <Group align="flex-start" wrap="nowrap" gap="xs">
        <LimitedTextInput
          label={say('admin.title')}
          value={title}
          onChange={(event) => onChange({ title: event.currentTarget.value })}
          max={100}
          error={problem(title.trim() === '', say('admin.sayTitle'))}
          required
          flex={1}
        />
        <ActionIcon
          variant="subtle"
          color="gray"
          size="lg"
          mt={24}
          onClick={onRemove}
          aria-label={say('admin.removePack', { place: formatCount(place) })}
        >
          <X size={18} aria-hidden="true" />
        </ActionIcon>
      </Group>
      <SimpleGrid cols={2} mt="xs">
        <NumberInput
          label={say('admin.credits')}
          value={credits}
          onChange={(value) => onChange({ credits: value })}
          min={1}
          max={CREDITS_MAX}
          allowDecimal={false}
          error={problem(
            !isPositive(credits),
            say('admin.range', { min: formatCount(1), max: formatCount(CREDITS_MAX) }),
          )}
          required
        />
        <NumberInput
          label={say('admin.expireAfter')}
          placeholder={say('admin.neverPlaceholder')}
          value={days}
          onChange={(value) => onChange({ days: value })}
          min={1}
          max={3_650}
          allowDecimal={false}
          thousandSeparator={false}
          suffix={` ${say('admin.daysSuffix')}`}
        />
        <PriceFields row={row} problem={problem} onChange={onChange} />
      </SimpleGrid>
    </Fieldset>
  );
}

interface PriceFieldsProps extends Pick<PackFieldsProps, 'row' | 'onChange'> {
  readonly problem: (isWrong: boolean, text: string) => string | null;
}

function PriceFields({ row: { price, currency }, problem, onChange }: PriceFieldsProps) {
  return (
    <>
      <NumberInput
        label={say('admin.price')}
        value={price}
        onChange={(value) => onChange({ price: value })}
        min={0}
        decimalScale={isCurrency(currency) ? digitsOf(currency) : 2}
        error={problem(!isPositive(price), say('admin.sayPrice'))}
        required
      />
      <TextInput
        label={say('admin.currency')}
        value={currency.toUpperCase()}
        onChange={(event) => onChange({ currency: event.currentTarget.value.toLowerCase() })}
        error={problem(!isCurrency(currency), say('admin.sayCurrency'))}
        required
      />
    </>
  );
}

function newRow(currency: string): Typed {
  return { key: crypto.randomUUID(), title: '', credits: '', price: '', currency, days: '' };
}

function typedOf({ id, title, credits, amount: { minor, currency }, expiresAfterDays }: Pack): Typed {
  return { key: id, title, credits, price: toMajor(minor, currency), currency, days: expiresAfterDays ?? '' };
}

/** Null if a field is missing or invalid. */
function inputOf({ title, credits, price, currency, days }: Typed): CreditPackInput | null {
  if (title.trim() === '' || !isPositive(credits) || !isPositive(price) || !isCurrency(currency)) return null;
  const expiresAfterDays = typeof days === 'number' ? days : null;
  return { title: title.trim(), credits, minor: toMinor(price, currency), currency, expiresAfterDays };
}

function isPositive(value: number | string): value is number {
  return typeof value === 'number' && value > 0;
}

import { InvalidArgumentError } from 'commander';
import { type IdKinds, typeIdOrNull, wrongId } from '../graphql/ids/type-id.ts';
import type { Instant } from '../instant.ts';

/** Reads an id such as `prj_…`. */
export function idOf<Prefix extends keyof IdKinds>(prefix: Prefix): (text: string) => IdKinds[Prefix] {
  return (text) => {
    const id = typeIdOrNull(prefix, text);
    if (id === null) throw new InvalidArgumentError(`It ${wrongId(prefix, text)}.`);
    return id;
  };
}

/** Reads an option that may be given several times. */
export function each<Value>(read: (text: string) => Value): (text: string, before: readonly Value[]) => Value[] {
  return (text, before) => [...before, read(text)];
}

export function integerArgument(min: number, max: number): (text: string) => number {
  return (text) => {
    const value = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
    if (value >= min && value <= max) return value;
    throw new InvalidArgumentError(`It must be a whole number from ${min} to ${max}.`);
  };
}

/** A date is its beginning in UTC. */
export function instant(text: string): Instant {
  const at = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2}))?$/.test(text)
    ? Date.parse(text)
    : Number.NaN;
  if (Number.isFinite(at)) return at;
  throw new InvalidArgumentError('It must be a date or a time with its zone, such as 2027-01-31 or 2027-01-31T12:00Z.');
}

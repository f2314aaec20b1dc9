import type { Limit, Limits } from './limit.ts';
import { LIMITS } from './limits.ts';
import { integerVariable } from './variable-rules.ts';

type LimitVariable = keyof typeof LIMITS;
const ENTRIES = Object.entries(LIMITS) as [LimitVariable, Limit][]; // the keys that stand above

/** The rule of each variable. */
export const LIMIT_VARIABLES = Object.fromEntries(
  ENTRIES.map(([variable, { min, max, default: value }]) => [variable, integerVariable(min, max).default(value)]),
) as Record<LimitVariable, ReturnType<ReturnType<typeof integerVariable>['default']>>; // made of every one of them

export function limitsOf(read: Readonly<Record<LimitVariable, number>>): Limits {
  const limits = Object.fromEntries(
    ENTRIES.flatMap(([variable, { name }]) => (name === null ? [] : [[name, read[variable]]])),
  );
  return Object.freeze(limits as unknown as Limits); // a test compares the names with those that the page tells
}

/** The rows of the page's table. */
export function limitRows(): string[][] {
  return ENTRIES.map(([variable, limit]) => [
    `\`${variable}\``,
    String(limit.default),
    limit.description,
    limit.onExceeded,
  ]);
}

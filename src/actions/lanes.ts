import type { ActionKind } from '../ledger/kernel/entry.ts';
import type { ActionEngines } from './action-engines.ts';

/** Kinds of actions with a limit of their own on how many run at once in this process. */
export interface Lane {
  readonly kinds: readonly ActionKind[];
  readonly concurrency: number;
}

/**
 * Returns one lane for the kinds that the built-in engine performs, which use the processor, and one for the kinds that wait
 * for a provider. So slow provider calls never hold the built-in engine's workers, and its queue never delays a provider's.
 */
export function lanesOf(
  engines: ActionEngines,
  { workers, providerCalls }: { readonly workers: number; readonly providerCalls: number },
): Lane[] {
  const kinds = (isPreview: boolean) =>
    Object.values(engines)
      .filter((engine) => engine.isPreview === isPreview)
      .map(({ kind }) => kind);
  return [
    { kinds: kinds(true), concurrency: workers },
    { kinds: kinds(false), concurrency: providerCalls },
  ].filter((lane) => lane.kinds.length > 0);
}

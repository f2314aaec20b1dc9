import type { Logger } from 'pino';
import { insertRows, instantColumn } from '../database/over-rows.ts';
import { type Queryable, runStatement } from '../database/statement.ts';
import { type CallUsage, costMicros, type EnginePrice } from '../engines/call-usage.ts';
import { EngineBusyError, EngineMisconfiguredError, EngineRejectedError } from '../engines/engine.ts';
import { EngineTimedOutError } from '../engines/wrapping-engines.ts';
import { type EngineCallId, firstIdAt, type NewId } from '../ids.ts';
import type { Instant } from '../instant.ts';
import type { Action } from './action.ts';

export type CallOutcome = 'MADE' | 'REJECTED' | 'BUSY' | 'MISCONFIGURED' | 'UNAVAILABLE' | 'TIMED_OUT' | 'STOPPED';

export interface EndedCall {
  /** A RUNNING action, so its engine is set. */
  readonly action: Action;
  readonly outcome: CallOutcome;
  readonly usage: CallUsage;
  readonly durationMs: number;
  /** The problem that the operator must fix; null: none. */
  readonly problem: string | null;
}

/** An engine that fails every request until the operator fixes a problem. */
export interface EngineProblem {
  readonly engine: string;
  /** The instruction for the operator. */
  readonly problem: string;
}

export interface EngineCallLogOptions {
  readonly on: Queryable;
  readonly newId: NewId;
  readonly clock: () => Instant;
  /** By the engine's name. */
  readonly costs: Readonly<Record<string, EnginePrice>>;
  readonly log: Logger;
  /** Called with every call and its cost in millionths, for metrics. Must not throw. */
  readonly called?: ((call: EndedCall, costMicros: number | null) => void) | null;
}

/** Records the usage, the cost and the outcome of each call of an engine. */
export class EngineCallLog {
  readonly #options: EngineCallLogOptions;
  readonly #since: Instant;

  constructor(options: EngineCallLogOptions) {
    this.#options = options;
    this.#since = options.clock();
  }

  /** Never throws, so that no picture is lost because its cost could not be recorded. */
  async record(call: EndedCall): Promise<void> {
    const { on, newId, clock, costs, log, called } = this.#options;
    const engine = call.action.engine ?? '';
    const micros = call.outcome === 'MADE' ? costMicros(call.usage, costs[engine]) : null;
    called?.(call, micros);
    const row = { ...call, engine, id: newId<EngineCallId>(), costMicros: micros, at: clock() };
    try {
      await runStatement(on, insertCalls([row]));
    } catch (error) {
      log.warn({ err: error, engine, outcome: call.outcome }, 'the call of an engine was not recorded');
    }
  }

  /** The engines whose last call since the start of this process found them misconfigured. */
  problems(engines: readonly string[]): Promise<EngineProblem[]> {
    return runStatement<EngineProblem>(this.#options.on, {
      name: 'engine_calls_problems',
      text: `select named.engine, last.problem from unnest($1::text[]) as named(engine)
        cross join lateral (
          select problem from engine_calls
          where engine = named.engine and outcome in ('MADE', 'MISCONFIGURED') and id >= $2
          order by id desc limit 1
        ) last
        where last.problem is not null order by named.engine`,
      values: [[...new Set(engines)], firstIdAt(this.#since)],
    });
  }
}

export function outcomeOf(error: unknown, signal: AbortSignal): CallOutcome {
  if (signal.aborted) return 'STOPPED';
  if (error instanceof EngineRejectedError) return 'REJECTED';
  if (error instanceof EngineBusyError) return 'BUSY';
  if (error instanceof EngineMisconfiguredError) return 'MISCONFIGURED';
  return error instanceof EngineTimedOutError ? 'TIMED_OUT' : 'UNAVAILABLE';
}

interface CallRow extends EndedCall {
  readonly id: EngineCallId;
  readonly engine: string;
  readonly costMicros: number | null;
  readonly at: Instant;
}

const insertCalls = insertRows<CallRow>('engine_calls_insert', 'engine_calls', {
  id: ['uuid', ({ id }) => id],
  project_id: ['uuid', ({ action }) => action.projectId],
  action_id: ['uuid', ({ action }) => action.id],
  kind: ['action_kind', ({ action }) => action.kind],
  engine: ['text', ({ engine }) => engine],
  outcome: ['engine_call_outcome', ({ outcome }) => outcome],
  problem: ['text', ({ problem }) => problem],
  duration_ms: ['int', ({ durationMs }) => durationMs],
  input_tokens: ['int', ({ usage }) => usage.inputTokens],
  output_tokens: ['int', ({ usage }) => usage.outputTokens],
  provider_units: ['float8', ({ usage }) => usage.providerUnits],
  cost_micros: ['int8', ({ costMicros: micros }) => micros],
  created_at: ['float8', ({ at }) => at, instantColumn],
});

/**
 * The metrics of one process in the format of Prometheus. It is loaded only when METRICS_PORT is set. No label names a
 * project, a key or a person: the values of every label are few, and known from the program or its configuration.
 */
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Action } from '../actions/action.ts';
import type { EndedCall } from '../actions/engine-call-log.ts';
import type { ExecutedOperation } from '../graphql/execution/operation-observer.ts';
import type { Instant } from '../instant.ts';
import type { CheckReport, CheckScope } from '../ledger/check/check.ts';
import type { BatchFigures } from '../ledger/group-commit/batch-observer.ts';
import type { Posting } from '../ledger/kernel/posting.ts';
import type { LedgerObserver } from '../ledger/ledger-observer.ts';
import type { Outcome } from '../ledger/store/submission.ts';
import type { Push } from '../live/project-feed.ts';
import type { CompletedRequest, RequestObserver } from '../server/request-observer.ts';
import { TalliedCounter } from './tallied-counter.ts';

const REQUEST_SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
const ENGINE_SECONDS = [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 30, 60, 120, 180];
const ACTION_SECONDS = [0.1, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1_800, 7_200, 21_600];
const BATCH_POSTINGS = [1, 2, 4, 8, 16, 32, 64, 128, 256];

const MILLION = 1_000_000;

export class Metrics implements LedgerObserver, RequestObserver {
  readonly registry = new Registry();
  readonly elapsedMs = () => performance.now();
  readonly #clock: () => Instant;
  readonly #requests = this.#tallied(
    'http_requests_total',
    'HTTP requests, by method, route and status of the response.',
    ['method', 'route', 'status'],
  );
  readonly #requestSeconds = this.#histogram(
    'http_request_duration_seconds',
    'From the arrival of an HTTP request to the end of its response.',
    ['route'],
    REQUEST_SECONDS,
  );
  readonly #operations = this.#tallied(
    'graphql_operations_total',
    'GraphQL operations, over HTTP and WebSocket, by their first field and the code of their first error, or OK.',
    ['type', 'field', 'code'],
  );
  readonly #postings = this.#tallied(
    'ledger_postings_total',
    'Requests to the ledger by their outcome: accepted, replayed, the reason of the refusal, or failed.',
    ['type', 'outcome'],
  );
  readonly #charges = this.#tallied(
    'charges_total',
    'Charges of actions by their outcome: accepted, replayed, the reason of the refusal, or failed.',
    ['action', 'outcome'],
  );
  readonly #charged = this.#tallied('credits_charged_total', 'Credits that were charged for actions.', ['action']);
  readonly #refunded = this.#counter('credits_refunded_total', 'Credits of charges that were refunded.', []);
  readonly #batchSize = this.#histogram('ledger_batch_postings', 'Postings that shared a commit.', [], BATCH_POSTINGS);
  readonly #batchWait = this.#histogram(
    'ledger_batch_wait_seconds',
    'How long the oldest posting of a batch had waited when the batch began.',
    [],
    REQUEST_SECONDS,
  );
  readonly #commit = this.#histogram(
    'ledger_commit_duration_seconds',
    'From the beginning of a batch to its outcomes, with retries.',
    [],
    REQUEST_SECONDS,
  );
  readonly #actions = this.#counter(
    'actions_total',
    'Actions that ended, by a worker of this process or by a cancellation.',
    ['action', 'status'],
  );
  readonly #actionSeconds = this.#histogram(
    'action_duration_seconds',
    'From the acceptance of an action to its end.',
    ['action'],
    ACTION_SECONDS,
  );
  readonly #actionWait = this.#histogram(
    'action_wait_seconds',
    'From the acceptance of an action to the beginning of its first try.',
    ['action'],
    ACTION_SECONDS,
  );
  readonly #engineCalls = this.#histogram(
    'engine_call_duration_seconds',
    'Calls of engines by their outcome.',
    ['engine', 'action', 'outcome'],
    ENGINE_SECONDS,
  );
  readonly #engineCost = this.#counter(
    'engine_cost_total',
    'What the calls of engines cost by ENGINE_COSTS, in its currency.',
    ['engine', 'action'],
  );
  readonly #pushes = this.#counter('pushes_total', 'Changes of balances that were passed to subscriptions.', []);
  readonly #pushLag = this.#histogram(
    'push_lag_seconds',
    'From the decision of a change to its push to the subscriptions of this process.',
    [],
    REQUEST_SECONDS,
  );
  readonly #malformed = this.#counter(
    'notifications_malformed_total',
    'Received items that are not valid notifications.',
    [],
  );
  /** By their scope. */
  readonly #checks = new Map<string, CheckReport>();

  constructor(clock: () => Instant) {
    this.#clock = clock;
    collectDefaultMetrics({ register: this.registry });
    const ofChecks = (read: (check: CheckReport) => number) => () =>
      [...this.#checks].map(([scope, check]) => ({ labels: { scope }, value: read(check) }));
    this.watch(
      'ledger_check_problems',
      { help: 'Problems that the last check of the ledger by this process found.', labels: ['scope'] },
      ofChecks(({ problems }) => problems.length),
    );
    this.watch(
      'ledger_check_timestamp_seconds',
      { help: 'When this process last checked the ledger, in seconds since 1970.', labels: ['scope'] },
      ofChecks(({ checkedAt }) => checkedAt / 1_000),
    );
  }

  /** Adds a gauge that is read when the metrics are. A value that is unknown is left out. */
  watch<Label extends string>(
    name: string,
    { help, labels: labelNames }: { readonly help: string; readonly labels: readonly Label[] },
    read: () => Gauged<Label> | Promise<Gauged<Label>>,
  ): void {
    const gauge: Gauge<Label> = this.#gauge(name, help, labelNames, async () => {
      const values = await read();
      gauge.reset();
      if (labelNames.length === 0) gauge.remove(); // else an unknown value would be 0
      for (const { labels, value } of values) gauge.set(labels, value);
    });
  }

  responded({ method, route = 'none', status, elapsedMs }: CompletedRequest): void {
    this.#requests.add(1, method, route, String(status));
    this.#requestSeconds.observe({ route }, elapsedMs / 1_000);
  }

  executed({ type, field, code }: ExecutedOperation): void {
    this.#operations.add(1, type, field, code);
  }

  posted(posting: Posting, outcome: Outcome | null): void {
    const name = nameOf(outcome);
    this.#postings.add(1, posting.type, name);
    if (posting.type === 'charge') {
      this.#charges.add(1, posting.actionKind, name);
      if (name === 'accepted') this.#charged.add(posting.credits, posting.actionKind);
    } else if (posting.type === 'refund' && outcome?.status === 'accepted') {
      this.#refunded.inc(outcome.entry?.amount ?? 0);
    }
  }

  batchEnded({ postings, waitMs, commitMs }: BatchFigures): void {
    this.#batchSize.observe(postings);
    this.#batchWait.observe(waitMs / 1_000);
    this.#commit.observe(commitMs / 1_000);
  }

  /** A worker began or ended an action, or it was canceled. */
  actionChanged({ kind: action, status, tries, createdAt, startedAt, finishedAt }: Action): void {
    if (status === 'QUEUED') return;
    if (status === 'RUNNING') {
      if (tries === 1 && startedAt !== null) this.#actionWait.observe({ action }, secondsBetween(createdAt, startedAt));
      return;
    }
    this.#actions.inc({ action, status });
    if (finishedAt !== null) this.#actionSeconds.observe({ action }, secondsBetween(createdAt, finishedAt));
  }

  engineCalled({ action, outcome, durationMs }: EndedCall, costMicros: number | null): void {
    const labels = { engine: action.engine ?? '', action: action.kind };
    this.#engineCalls.observe({ ...labels, outcome }, durationMs / 1_000);
    if (costMicros !== null) this.#engineCost.inc(labels, costMicros / MILLION);
  }

  pushed({ messages, oldestAt }: Push): void {
    this.#pushes.inc(messages);
    this.#pushLag.observe(secondsBetween(oldestAt, this.#clock()));
  }

  malformedNotifications(items: number): void {
    this.#malformed.inc(items);
  }

  checked(report: CheckReport, { workspaceId, projectId }: CheckScope): void {
    const scope = projectId !== null ? 'project' : workspaceId !== null ? 'workspace' : 'database';
    this.#checks.set(scope, report);
  }

  #tallied(name: string, help: string, labelNames: readonly string[]): TalliedCounter {
    return new TalliedCounter(this.registry, { name: `darkroom_${name}`, help, labelNames });
  }

  #counter<Label extends string>(name: string, help: string, labelNames: readonly Label[]): Counter<Label> {
    return new Counter({ name: `darkroom_${name}`, help, labelNames, registers: [this.registry] });
  }

  #gauge<Label extends string>(
    name: string,
    help: string,
    labelNames: readonly Label[],
    collect: () => Promise<void>,
  ): Gauge<Label> {
    return new Gauge({ name: `darkroom_${name}`, help, labelNames, collect, registers: [this.registry] });
  }

  #histogram<Label extends string>(
    name: string,
    help: string,
    labelNames: readonly Label[],
    buckets: number[],
  ): Histogram<Label> {
    return new Histogram({ name: `darkroom_${name}`, help, labelNames, buckets, registers: [this.registry] });
  }
}

/** The values of a gauge at one moment. */
export type Gauged<Label extends string> = readonly {
  readonly labels: Record<Label, string>;
  readonly value: number;
}[];

/** The value of a gauge without labels. */
export function single(value: number): Gauged<never> {
  return [{ labels: {}, value }];
}

function nameOf(outcome: Outcome | null): string {
  if (outcome === null) return 'failed';
  return outcome.status === 'refused' ? outcome.refusal.reason : outcome.status;
}

/** The clocks of two processes may differ a little. */
function secondsBetween(from: Instant, to: Instant): number {
  return Math.max(0, to - from) / 1_000;
}

import type { OperationObserver } from '../graphql/execution/operation-observer.ts';

/** Receives the completed requests, for metrics. Must not throw. */
export interface RequestObserver extends OperationObserver {
  responded(request: CompletedRequest): void;
}

export interface CompletedRequest {
  readonly method: string;
  /** The pattern of the route; undefined if no route matched. */
  readonly route: string | undefined;
  readonly status: number;
  readonly elapsedMs: number;
}

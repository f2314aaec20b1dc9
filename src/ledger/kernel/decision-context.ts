import type { GrantId } from '../../ids.ts';
import type { Instant } from '../../instant.ts';
import type { NextAllowanceAt } from './allowance.ts';

/** The clock, the ids and the calendar that a decision uses. The kernel has none of its own. */
export interface DecisionContext {
  readonly now: Instant;
  readonly newGrantId: () => GrantId;
  readonly nextAllowanceAt: NextAllowanceAt;
}

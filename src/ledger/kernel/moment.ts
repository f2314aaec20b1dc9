import type { GrantId } from '../../ids.ts';
import type { Instant } from '../../instant.ts';
import type { NextAllowanceAt } from './allowance.ts';

/** What a decision is given from outside: the kernel has neither clock, chance nor calendar of its own. */
export interface Moment {
  readonly now: Instant;
  readonly newGrantId: () => GrantId;
  readonly nextAllowanceAt: NextAllowanceAt;
}

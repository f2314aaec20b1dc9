import type { BenchCluster } from './bench-cluster.ts';
import type { BenchProcess } from './processes/bench-process.ts';
import type { Contract } from './processes/calls.ts';
import type { Bar, Table } from './report/results.ts';

/** How large a run is. */
export interface Scale {
  readonly rounds: number;
  /** Of one contender in one round. */
  readonly windowMs: number;
  readonly callers: number;
  readonly spreadProjects: number;
  readonly connections: number;
  /** The number of calls to each server before the measurement. */
  readonly warmUpCalls: number;
  readonly subscribers: number;
  readonly subscribedProjects: number;
  readonly eventsPerRound: number;
  readonly openSockets: number;
  readonly longHistory: number;
  readonly shortHistory: number;
  readonly questionsPerRound: number;
}

/** What the numbers of the table stand for. */
export const FULL: Scale = {
  rounds: 5,
  windowMs: 1_200,
  callers: 256,
  spreadProjects: 10_000,
  connections: 64,
  warmUpCalls: 15_000,
  subscribers: 2_000,
  subscribedProjects: 200,
  eventsPerRound: 40,
  openSockets: 10_000,
  longHistory: 5_000_000,
  shortHistory: 10_000,
  questionsPerRound: 100,
};

/** Only to see that everything works: its numbers mean nothing. */
export const QUICK: Scale = {
  rounds: 1,
  windowMs: 100,
  callers: 16,
  spreadProjects: 50,
  connections: 4,
  warmUpCalls: 10,
  subscribers: 20,
  subscribedProjects: 4,
  eventsPerRound: 3,
  openSockets: 50,
  longHistory: 5_000,
  shortHistory: 1_000,
  questionsPerRound: 3,
};

export interface Bench {
  readonly cluster: BenchCluster;
  readonly scale: Scale;
  /** Says how far it has come. */
  readonly say: (line: string) => void;
  /** Starts a file below test/bench; see `BenchProcess`. It is stopped at the end of the section at the latest. */
  readonly start: <Of extends Contract<Of>>(file: string, settings: object) => Promise<BenchProcess<Of>>;
}

/** One section of the suite: what it has measured. Throws where something was wrong, such as a charge that is not there. */
export type Section = (bench: Bench) => Promise<{ readonly bars: Bar[]; readonly tables: Table[] }>;

/**
 * The benched programs and the load run in processes of their own. What a process can be asked is an interface whose
 * methods take one argument and return a promise; the two sides of it are `answerCalls` and `BenchProcess`.
 */
export type Contract<Of> = { [Name in keyof Of]: (argument: never) => Promise<unknown> };

/** What every process answers beside its own calls. */
export interface ProcessFigures {
  /** User and system time of the whole process so far, all of its threads. */
  cpuMicros(argument: null): Promise<number>;
  /** Resident memory of the process, after full collections. */
  residentBytes(argument: null): Promise<number>;
  /** The same after V8 has given back whatever it can, as where memory runs short. */
  heldBytes(argument: null): Promise<number>;
}

export interface Call {
  readonly number: number;
  readonly name: string;
  readonly argument: unknown;
}

export type Reply =
  | { readonly ready: true }
  | { readonly number: number; readonly result: unknown }
  | { readonly number: number; readonly error: string };

/**
 * The benched programs and the load run in processes of their own. What a process can be asked is an interface whose
 * methods take one argument and return a promise; the two sides of it are `answerCalls` and `BenchProcess`.
 */
export type Contract<Of> = { [Name in keyof Of]: (argument: never) => Promise<unknown> };

/** What every process answers beside its own calls. */
export interface ProcessFigures {
  /** User and system time of the whole process so far, all of its threads. */
  cpuMicros(argument: null): Promise<number>;
  /** After full collections. */
  memory(argument: null): Promise<MemoryUse>;
}

export interface MemoryUse {
  /** Resident memory of the process. */
  readonly residentBytes: number;
  /** The same without the room that V8 keeps free in its heap: what is in use, that outside of V8 included. */
  readonly usedBytes: number;
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

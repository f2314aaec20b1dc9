/**
 * Runs operations, for every transport. graphql-js runs what is new; an operation that comes again and again is compiled
 * to JavaScript of its own, which takes a third of the time.
 *
 *   run by graphql-js ──for the tenth time──► compiled ──its variables do not fit──► graphql-js, for its words
 *
 * What is answered does not depend on which of the two it was: graphql-js is the measure, and whatever the compiler cannot
 * take stays with it.
 */
import { type DocumentNode, execute, type ExecutionArgs, type ExecutionResult, getOperationAST } from 'graphql';
import { compileQuery, type CompiledQuery, isCompiledQuery } from 'graphql-jit';
import { asGraphqlJsTells } from './compiled-errors.ts';
import { fieldCount } from './field-count.ts';

/** Compiling takes as long as some dozens of runs: what was asked for ten times will be asked for again. */
const COMPILE_AT_RUN = 10;

/** So many documents stay compiled. Clients have some dozens, and a client may make up as many as it likes. */
const COMPILED_MAX = 100;

/** Compiling takes 0.1 ms a field, during which nobody else is served. The largest operation of the page has 84. */
const FIELDS_MAX = 300;

type Result = ExecutionResult | Promise<ExecutionResult>;

export interface ExecutorOptions {
  /** At which of its runs an operation is compiled; 1: at its first, Infinity: never. */
  readonly compileAtRun?: number;
  /** With its fragments written out; one with more fields is not compiled. */
  readonly fieldsMax?: number;
}

export class Executor {
  readonly #compileAtRun: number;
  readonly #fieldsMax: number;
  readonly #runs = new WeakMap<DocumentNode, Map<string, number>>();
  /** Null where the compiler cannot take it. Those that were compiled last are last. */
  readonly #compiled = new Map<DocumentNode, Map<string, CompiledQuery | null>>();

  constructor({ compileAtRun = COMPILE_AT_RUN, fieldsMax = FIELDS_MAX }: ExecutorOptions = {}) {
    this.#compileAtRun = compileAtRun;
    this.#fieldsMax = fieldsMax;
  }

  /** The document must be valid. Rejects never: what resolvers throw is told in the result. */
  execute(args: ExecutionArgs): Result {
    const compiled = this.#compiledOf(args);
    if (!compiled) return execute(args);
    const result: Result = compiled.query(args.rootValue, args.contextValue, args.variableValues);
    return result instanceof Promise ? result.then((found) => answered(found, args)) : answered(result, args);
  }

  #compiledOf(args: ExecutionArgs): CompiledQuery | null {
    const name = args.operationName ?? '';
    const known = this.#compiled.get(args.document)?.get(name);
    if (known !== undefined) return known;
    if (!getOperationAST(args.document, args.operationName)) return null; // names of what is not there are not counted
    return this.#isHot(args.document, name) ? this.#compile(args, name) : null;
  }

  /** Counts the run. */
  #isHot(document: DocumentNode, name: string): boolean {
    const runs = this.#runs.get(document) ?? new Map<string, number>();
    const run = (runs.get(name) ?? 0) + 1;
    this.#runs.set(document, runs.set(name, run));
    return run >= this.#compileAtRun;
  }

  #compile({ schema, document, operationName }: ExecutionArgs, name: string): CompiledQuery | null {
    const isSmall = fieldCount(document, operationName) <= this.#fieldsMax;
    const made = isSmall ? compileQuery(schema, document, operationName ?? undefined) : null;
    const compiled = made && isCompiledQuery(made) ? made : null;
    const [oldest] = this.#compiled.keys();
    if (this.#compiled.size >= COMPILED_MAX && oldest) {
      this.#compiled.delete(oldest);
      this.#runs.delete(oldest); // where more are asked for in turns, each is compiled once in so many runs, not at every run
    }
    const named = this.#compiled.get(document) ?? new Map<string, CompiledQuery | null>();
    this.#compiled.set(document, named.set(name, compiled));
    return compiled;
  }
}

/** Without data nothing has run yet: the variables do not fit. */
function answered(result: ExecutionResult, args: ExecutionArgs): Result {
  if (!result.errors) return result;
  if (!('data' in result)) return execute(args);
  return { ...result, errors: result.errors.map((error) => asGraphqlJsTells(error, args.document)) };
}

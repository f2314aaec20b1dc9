import {
  type DocumentNode,
  type ExecutionResult,
  GraphQLError,
  type GraphQLSchema,
  isObjectType,
  subscribe,
} from 'graphql';
import type { CallToolResult } from '@modelcontextprotocol/server';
import type { Logger } from 'pino';
import type { Viewer } from '../access/viewer.ts';
import { type Counts, createContext } from '../graphql/context.ts';
import type { TimeLimit } from '../graphql/execution/execute-in-time.ts';
import { executeMasked, masked } from '../graphql/execution/masked.ts';
import { requestedOperation } from '../graphql/execution/requested-operation.ts';
import type { Admission } from '../graphql/limits/admission.ts';
import type { Services } from '../graphql/services.ts';
import { toolError, toolErrorOf, toolResult } from './tool-result.ts';

export interface RunnerOptions {
  readonly schema: GraphQLSchema;
  readonly services: Services;
  readonly admission: Admission;
  readonly limits: TimeLimit;
  readonly log: Logger;
}

/** Who calls a tool. */
export interface Caller extends Counts {
  /** Null: the request carries no credential. */
  readonly viewer: Viewer | null;
}

export type Variables = Readonly<Record<string, unknown>>;

/**
 * Runs operations of the schema as their caller: what a tool may do, what it costs and how it is refused is decided where
 * the same operation over HTTP or a WebSocket is decided, and nowhere else.
 */
export class OperationRunner {
  readonly #options: RunnerOptions;

  constructor(options: RunnerOptions) {
    this.#options = options;
  }

  async execute(document: DocumentNode, variables: Variables, caller: Caller): Promise<ExecutionResult> {
    const { limits, log } = this.#options;
    const refusal = this.#refusalOf(document, variables);
    return refusal ? { errors: [refusal] } : executeMasked(this.#argsOf(document, variables, caller), limits, log);
  }

  /** The events of a subscription, or why there are none. */
  async subscribe(
    document: DocumentNode,
    variables: Variables,
    caller: Caller,
  ): Promise<AsyncIterableIterator<ExecutionResult> | ExecutionResult> {
    const outcome = await subscribe(this.#argsOf(document, variables, caller));
    return Symbol.asyncIterator in outcome ? outcome : masked(outcome, this.#options.log);
  }

  /** What a tool answers: the value of the operation's only field, or the error that it is. */
  resultOf({ data, errors }: ExecutionResult): CallToolResult {
    const [error] = errors ?? [];
    if (error) return toolErrorOf(error);
    const [value] = Object.values(data ?? {});
    if (!isRecord(value)) return toolError({ code: 'NOT_FOUND', message: 'There is nothing with this id.' });
    const { __typename: typename, ...fields } = value;
    if (typeof typename !== 'string' || !this.#isUserError(typename)) return toolResult(fields);
    return toolError({ ...fields, code: typename, message: String(fields['message']) });
  }

  #argsOf(document: DocumentNode, variableValues: Variables, { viewer, ...counts }: Caller) {
    const { schema, services } = this.#options;
    return { schema, document, variableValues, contextValue: createContext(services, viewer, counts) };
  }

  /** What a document asks for is known, how much of it is not: a page of two hundred lines costs more than one of ten. */
  #refusalOf(document: DocumentNode, variableValues: Variables): GraphQLError | null {
    const { schema, admission } = this.#options;
    const operation = requestedOperation({ schema, document, variableValues });
    if (operation instanceof GraphQLError) return operation;
    return admission.refusalOfCost(admission.costOf(document, operation, variableValues));
  }

  #isUserError(typename: string): boolean {
    const type = this.#options.schema.getType(typename);
    return isObjectType(type) && type.getInterfaces().some(({ name }) => name === 'UserError');
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  NoFragmentCyclesRule,
  NoSchemaIntrospectionCustomRule,
  type OperationDefinitionNode,
  parse,
  specifiedRules,
  validate,
  type ValidationRule,
} from 'graphql';
import { costOf } from './cost.ts';
import { type DocumentLimits, nestedTooDeeply, overLimit } from './document-limits.ts';
import { createDocumentCache, type DocumentCache } from './document-cache.ts';
import { limitsRule } from './limits-rule.ts';
import { giveUpText, withLines } from './source-lines.ts';
import { subscriptionRootRule } from './subscription-root-rule.ts';

export interface AdmissionOptions {
  readonly schema: GraphQLSchema;
  readonly limits: DocumentLimits;
  /** Of the documents that were taken and are kept, read and checked. Clients have a few, and send each over and over. */
  readonly documentCacheBytes: number;
  /** Whether clients may ask what the schema is. */
  readonly introspection: boolean;
}

/** What of a document is looked at before it is run, in this order: its length, its shape, its types, its cost. */
export class Admission {
  readonly limits: DocumentLimits;
  /** Whether errors keep to themselves what else the schema has: "Did you mean …". */
  readonly hideSuggestions: boolean;
  readonly #schema: GraphQLSchema;
  readonly #stages: readonly (readonly ValidationRule[])[];
  readonly #checked = new WeakMap<DocumentNode, readonly GraphQLError[]>();
  readonly #cache: DocumentCache;

  constructor({ schema, limits, documentCacheBytes, introspection }: AdmissionOptions) {
    this.#cache = createDocumentCache(documentCacheBytes);
    this.limits = limits;
    this.hideSuggestions = !introspection;
    this.#schema = schema;
    this.#stages = [
      // Alone and first: on fragments that spread one another, the rule for overlapping fields runs out of stack.
      [limitsRule(limits), NoFragmentCyclesRule],
      // Before the others too: on what it refuses, the rule for single fields throws.
      [subscriptionRootRule],
      introspection ? specifiedRules : [...specifiedRules, NoSchemaIntrospectionCustomRule],
    ];
  }

  /** The document, or why it cannot be taken. */
  read(query: string): DocumentNode | readonly GraphQLError[] {
    const kept = this.kept(query);
    if (kept) return kept;
    let document: DocumentNode;
    try {
      document = parse(query, { maxTokens: this.limits.tokens });
    } catch (error) {
      return [this.refusalOfText(error)];
    }
    const refusals = this.keep(query, document);
    return refusals.length > 0 ? refusals : document;
  }

  /** The document that was kept under this name, if it still is. */
  kept(name: string): DocumentNode | undefined {
    return this.#cache.get(name);
  }

  /** Keeps a document under a name that no other text has; or why it cannot be taken, and then it is not kept. */
  keep(name: string, document: DocumentNode): readonly GraphQLError[] {
    const refusals = this.check(document);
    if (refusals.length === 0) this.#cache.set(name, document);
    return refusals;
  }

  /** Why a document that could be read cannot be taken; none where it can. Asked again, it remembers. Throws never. */
  check(document: DocumentNode): readonly GraphQLError[] {
    giveUpText(document);
    let refusals = this.#checked.get(document);
    if (!refusals) this.#checked.set(document, (refusals = this.#refusalsOf(document)));
    return refusals;
  }

  #refusalsOf(document: DocumentNode): readonly GraphQLError[] {
    try {
      for (const rules of this.#stages) {
        const errors = validate(this.#schema, document, rules, { hideSuggestions: this.hideSuggestions });
        if (errors.length > 0) return errors.map(refusalOfDocument);
      }
    } catch (error) {
      return [isOutOfStack(error) ? nestedTooDeeply() : refusalOfFailure(error)];
    }
    return [];
  }

  /** What is told of a text that graphql-js cannot read, or will not because of its length. Throws what else it is given. */
  refusalOfText(error: unknown): GraphQLError {
    if (isOutOfStack(error)) return nestedTooDeeply();
    if (!(error instanceof GraphQLError)) throw error;
    if (/Document contains more tha[nt] \d+ tokens/.test(error.message)) return overLimit(this.limits, 'tokens', null);
    return new GraphQLError(error.message, {
      positions: error.positions,
      source: error.source,
      extensions: { code: 'GRAPHQL_PARSE_FAILED' },
    });
  }

  /** What the operation costs with these variables. */
  costOf(
    document: DocumentNode,
    operation: OperationDefinitionNode,
    variables: Readonly<Record<string, unknown>>,
  ): number {
    return costOf(this.#schema, document, operation, variables);
  }

  /** Null where so much is allowed. */
  refusalOfCost(cost: number, limit: 'cost' | 'pushCost' = 'cost'): GraphQLError | null {
    return cost > this.limits[limit] ? overLimit(this.limits, limit, cost) : null;
  }
}

/** As graphql-js says it, with a code; and in words where it says nothing but that it has given up. */
function refusalOfDocument({ message, nodes, extensions }: GraphQLError): GraphQLError {
  return withLines(
    new GraphQLError(
      message === 'Validation aborted.'
        ? 'The document selects the same field too often. Select each field once.'
        : message,
      { nodes, extensions: { code: 'GRAPHQL_VALIDATION_FAILED', http: { status: 400 }, ...extensions } },
    ),
  );
}

/**
 * A rule threw instead of reporting. Thrown on, it would close the socket with everything else on it; told, it ends this
 * operation alone: what graphql-js threw in its words, anything else logged and masked as a failure of ours.
 */
function refusalOfFailure(error: unknown): GraphQLError {
  if (error instanceof GraphQLError) return refusalOfDocument(error);
  const originalError = error instanceof Error ? error : new Error('a rule threw what is no error', { cause: error });
  return new GraphQLError('The document could not be checked.', { originalError });
}

/** Matches V8's message of a stack overflow. Deeply nested lists cause one in a process whose parser is not optimized yet. */
function isOutOfStack(error: unknown): boolean {
  return error instanceof Error && error.message === 'Maximum call stack size exceeded';
}

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
import { type DocumentLimits, overLimit } from './document-limits.ts';
import { limitsRule } from './limits-rule.ts';
import { giveUpText, withLines } from './source-lines.ts';
import { subscriptionRootRule } from './subscription-root-rule.ts';

/** So many documents that were taken are kept, read and checked. Clients have a few, and send each over and over. */
const KEPT_DOCUMENTS = 1_000;

export interface AdmissionOptions {
  readonly schema: GraphQLSchema;
  readonly limits: DocumentLimits;
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
  readonly #admitted = new WeakSet<DocumentNode>();
  /** By their text; those that were asked for last are last. */
  readonly #kept = new Map<string, DocumentNode>();

  constructor({ schema, limits, introspection }: AdmissionOptions) {
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
    const kept = this.#kept.get(query);
    if (kept) return this.#keep(query, kept);
    let document: DocumentNode;
    try {
      document = parse(query, { maxTokens: this.limits.tokens });
    } catch (error) {
      return [this.refusalOfText(error)];
    }
    const refusals = this.check(document);
    return refusals.length > 0 ? refusals : this.#keep(query, document);
  }

  #keep(query: string, document: DocumentNode): DocumentNode {
    this.#kept.delete(query);
    this.#kept.set(query, document);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > KEPT_DOCUMENTS && oldest !== undefined) this.#kept.delete(oldest);
    return document;
  }

  /** Why a document that could be read cannot be taken; none where it can. Asked again, it remembers. Throws never. */
  check(document: DocumentNode): readonly GraphQLError[] {
    giveUpText(document);
    if (this.#admitted.has(document)) return [];
    try {
      for (const rules of this.#stages) {
        const errors = validate(this.#schema, document, rules, { hideSuggestions: this.hideSuggestions });
        if (errors.length > 0) return errors.map(refusalOfDocument);
      }
    } catch (error) {
      return [isOutOfStack(error) ? tooDeep('GRAPHQL_VALIDATION_FAILED') : refusalOfFailure(error)];
    }
    this.#admitted.add(document);
    return [];
  }

  /** What is told of a text that graphql-js cannot read, or will not because of its length. Throws what else it is given. */
  refusalOfText(error: unknown): GraphQLError {
    if (isOutOfStack(error)) return tooDeep('GRAPHQL_PARSE_FAILED');
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
  refusalOfCost(cost: number): GraphQLError | null {
    return cost > this.limits.cost ? overLimit(this.limits, 'cost', cost) : null;
  }
}

/** As graphql-js says it, with a code; and in words where it says nothing but that it has given up. */
function refusalOfDocument({ message, nodes, extensions }: GraphQLError): GraphQLError {
  return withLines(
    new GraphQLError(
      message === 'Validation aborted.'
        ? 'The document asks for the same field too often. Ask for each once.'
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

/** V8's words. Lists in lists, or fragments in fragments, that no limit counts. */
function isOutOfStack(error: unknown): boolean {
  return error instanceof Error && error.message === 'Maximum call stack size exceeded';
}

function tooDeep(code: string): GraphQLError {
  const message = 'The document is nested too deeply to be read. Flatten it.';
  return new GraphQLError(message, { extensions: { code, http: { status: 400 } } });
}

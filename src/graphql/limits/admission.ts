import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
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

export interface AdmissionOptions {
  readonly schema: GraphQLSchema;
  readonly limits: DocumentLimits;
  /** Whether clients may ask what the schema is. */
  readonly introspection: boolean;
}

/** What of a document is looked at before it is run, in this order: its length, its shape and its types, its cost. */
export class Admission {
  readonly limits: DocumentLimits;
  /** Beside graphql-js's own. */
  readonly rules: readonly ValidationRule[];
  readonly #schema: GraphQLSchema;

  constructor({ schema, limits, introspection }: AdmissionOptions) {
    this.limits = limits;
    this.#schema = schema;
    this.rules = introspection ? [limitsRule(limits)] : [limitsRule(limits), NoSchemaIntrospectionCustomRule];
  }

  /** The document, or why it cannot be taken. */
  read(query: string): DocumentNode | readonly GraphQLError[] {
    let document: DocumentNode;
    try {
      document = parse(query, { maxTokens: this.limits.tokens });
    } catch (error) {
      if (!(error instanceof GraphQLError)) throw error;
      return [this.refusalOfText(error)];
    }
    const errors = validate(this.#schema, document, [...specifiedRules, ...this.rules]);
    return errors.length > 0 ? errors : document;
  }

  /** What graphql-js says of a text that it cannot read, or will not because of its length. */
  refusalOfText(error: GraphQLError): GraphQLError {
    if (error.message.includes('Document contains more than')) return overLimit(this.limits, 'tokens', null);
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

import { GraphQLError } from 'graphql';

/** How much one document may ask for. The same for every transport. */
export interface DocumentLimits {
  /** Fields inside fields, fragments spread. */
  readonly depth: number;
  readonly aliases: number;
  readonly directives: number;
  /** Words, numbers and signs. */
  readonly tokens: number;
  /** What its fields cost together: see cost.ts. */
  readonly cost: number;
  /** The same of a subscription, which is run again for each of its events. */
  readonly pushCost: number;
}

/** By which variable of the configuration each is set, and how errors call it. */
const LIMITS: Readonly<Record<keyof DocumentLimits, { readonly variable: string; readonly what: string }>> = {
  depth: { variable: 'LIMIT_DEPTH', what: 'is nested too deeply' },
  aliases: { variable: 'LIMIT_ALIASES', what: 'has too many aliases' },
  directives: { variable: 'LIMIT_DIRECTIVES', what: 'has too many directives' },
  tokens: { variable: 'LIMIT_TOKENS', what: 'is too long' },
  cost: { variable: 'LIMIT_COST', what: 'asks for too much: lists count as often as their first' },
  pushCost: { variable: 'LIMIT_PUSH_COST', what: 'asks for too much at each event' },
};

/** How a document is refused that is beyond a limit. `requested` is null where counting has stopped at the limit. */
export function overLimit(limits: DocumentLimits, limit: keyof DocumentLimits, requested: number | null): GraphQLError {
  const { variable, what } = LIMITS[limit];
  const max = limits[limit];
  const found = requested === null ? 'more' : String(requested);
  return new GraphQLError(`The document ${what}: ${found}, where ${variable} allows ${max}. Split it.`, {
    extensions: { code: 'GRAPHQL_VALIDATION_FAILED', limit: { name: variable, max, requested }, http: { status: 400 } },
  });
}

/** The refusal of a document that is nested more deeply than every process can parse, whichever check finds it. */
export function nestedTooDeeply(): GraphQLError {
  const message = 'The document is nested too deeply to be read. Flatten it.';
  return new GraphQLError(message, { extensions: { code: 'GRAPHQL_PARSE_FAILED', http: { status: 400 } } });
}

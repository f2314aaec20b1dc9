import {
  getNamedType,
  getNullableType,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLSchema,
  isAbstractType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredInputField,
} from 'graphql';

export interface RandomRequest {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly operationName: string | undefined;
}

/** What a scalar may be given, in JSON. The last of each is what it does not take. */
const SCALARS: Readonly<Record<string, readonly unknown[]>> = {
  Boolean: [true, false, 'true'],
  Int: [0, 1, 7, -1, '7'],
  Float: [0.5, 1, 'x'],
  ID: ['prj_00000000000000000000000000', 'x', 3, true],
  String: ['a ring', '', 'ünï\u0000', 3],
  DateTime: ['2026-03-05T12:00:00Z', '2026-03-05T14:00:00.5+02:00', '2026-02-30T00:00:00Z'],
};

const NAMES = ['__proto__', 'constructor', 'toString', 'value', 'a', 'b'];

/**
 * The same query or mutation of the schema several times, with other variables and names: with directives, variables that have defaults and are there, absent or null, single
 * values for lists, fragments that are met twice, and aliases. Most are valid. The numbers decide; where they end, the
 * shortest is chosen.
 */
export function randomRequests(schema: GraphQLSchema, numbers: Iterable<number>, count: number): RandomRequest[] {
  const writer = new RequestWriter(schema, numbers);
  const query = writer.document();
  return Array.from({ length: count }, () => ({ query, ...writer.asked() }));
}

class RequestWriter {
  readonly #schema: GraphQLSchema;
  readonly #choices: Iterator<number>;
  /** By the name of the variable: how it is declared, and what belongs where it stands. */
  readonly #declared = new Map<string, { readonly text: string; readonly type: GraphQLInputType }>();
  readonly #fragments = new Map<string, string>();
  #names = 0;

  constructor(schema: GraphQLSchema, numbers: Iterable<number>) {
    this.#schema = schema;
    this.#choices = numbers[Symbol.iterator]();
  }

  document(): string {
    const kind = this.#choose(2) === 0 ? 'query' : 'mutation';
    const root = kind === 'query' ? this.#schema.getQueryType() : this.#schema.getMutationType();
    if (!root) throw new Error(`the schema has no ${kind}`);
    const body = this.#selections(root, 3);
    const declared =
      this.#declared.size > 0 ? `(${[...this.#declared.values()].map(({ text }) => text).join(', ')})` : '';
    const fragments = [...this.#fragments].map(([type, inside]) => `fragment F${type} on ${type} ${inside}`);
    const another = this.#choose(6) === 1 ? ['query B { viewer { name } }'] : [];
    return [`${kind} A${declared} ${body}`, ...fragments, ...another].join('\n');
  }

  asked(): Omit<RandomRequest, 'query'> {
    const variables: Record<string, unknown> = Object.create(null);
    for (const [name, { type }] of this.#declared) {
      const given = this.#choose(4);
      if (given === 1) variables[name] = null;
      else if (given > 1 || isNonNullType(type)) variables[name] = this.#json(type);
    }
    const operationName = [undefined, 'A', undefined, 'A', 'A', '', 'B', '__proto__'][this.#choose(8)];
    return { variables, operationName };
  }

  #choose(count: number): number {
    const { done, value } = this.#choices.next();
    return done ? 0 : value % count;
  }

  #oneOf<Value>(values: readonly Value[]): Value {
    return values[this.#choose(values.length)] as Value; // none of the lists is empty
  }

  #selections(type: GraphQLNamedType, depth: number): string {
    const parts = Array.from({ length: 1 + this.#choose(3) }, () => this.#selection(type, depth));
    return `{ ${parts.join(' ')} }`;
  }

  #selection(type: GraphQLNamedType, depth: number): string {
    if (isAbstractType(type)) {
      const member = this.#oneOf(this.#schema.getPossibleTypes(type));
      return `__typename ... on ${member.name}${this.#condition()} ${this.#selections(member, depth)}`;
    }
    const what = this.#choose(8);
    if (what === 1) return '__typename';
    if (what === 2 && depth > 0) return `...${this.#condition()} ${this.#selections(type, depth - 1)}`;
    if (what === 3 && depth < 3) return this.#spread(type, depth);
    const fields = isObjectType(type) ? Object.values(type.getFields()) : [];
    return fields.length === 0 ? '__typename' : this.#field(this.#oneOf(fields), depth);
  }

  /** Twice, and as it was written where the type was met first. */
  #spread(type: GraphQLNamedType, depth: number): string {
    if (!this.#fragments.has(type.name)) {
      this.#fragments.set(type.name, '{ __typename }'); // while it is written it may be met, but spreads itself never
      this.#fragments.set(type.name, this.#withoutSpreads(type, Math.min(depth, 1)));
    }
    return `...F${type.name}${this.#condition()} ...F${type.name}`;
  }

  #withoutSpreads(type: GraphQLNamedType, depth: number): string {
    const fields = isObjectType(type) ? Object.values(type.getFields()) : [];
    const leaves = fields.filter((field) => depth > 0 || !isCompositeType(getNamedType(field.type)));
    return leaves.length === 0 ? '{ __typename }' : `{ ${this.#field(this.#oneOf(leaves), 0)} }`;
  }

  #field(field: GraphQLField<unknown, unknown>, depth: number): string {
    const type = getNamedType(field.type);
    const name = this.#choose(8) === 1 ? this.#oneOf(NAMES) : `f${(this.#names += 1)}`;
    const args = field.args.flatMap((arg) =>
      isRequiredInputField(arg) || this.#choose(2) === 1 ? [`${arg.name}: ${this.#value(arg.type)}`] : [],
    );
    const called = `${name}: ${field.name}${args.length > 0 ? `(${args.join(', ')})` : ''}${this.#condition()}`;
    if (!isCompositeType(type)) return called;
    return `${called} ${depth > 0 ? this.#selections(type, depth - 1) : '{ __typename }'}`;
  }

  #condition(): string {
    const directive = ['', '', '', '@include', '@skip'][this.#choose(5)];
    const boolean = this.#schema.getDirective('skip')?.args[0]?.type;
    return directive && boolean ? ` ${directive}(if: ${this.#value(boolean)})` : '';
  }

  /** As it stands in a document: a literal, or a variable that is declared on the way. */
  #value(type: GraphQLInputType): string {
    if (this.#choose(3) === 1) return this.#variable(type);
    if (!isNonNullType(type) && this.#choose(6) === 1) return 'null';
    const inner = getNullableType(type);
    if (isListType(inner)) {
      const items = Array.from({ length: this.#choose(3) }, () => this.#value(inner.ofType));
      return this.#choose(3) === 1 ? this.#value(getNullableType(inner.ofType)) : `[${items.join(', ')}]`;
    }
    if (isInputObjectType(inner)) {
      const fields = Object.values(inner.getFields()).flatMap((field) =>
        isRequiredInputField(field) || this.#choose(2) === 1 ? [`${field.name}: ${this.#value(field.type)}`] : [],
      );
      return `{ ${fields.join(', ')} }`;
    }
    const json = this.#json(type);
    return isEnumType(inner) && typeof json === 'string' ? json : JSON.stringify(json);
  }

  #variable(type: GraphQLInputType): string {
    const name = this.#choose(12) === 1 ? this.#oneOf(NAMES) : `v${(this.#names += 1)}`;
    if (this.#declared.has(name)) return `$${name}`;
    const nullable = getNullableType(type);
    const how = this.#choose(4);
    const declared = how === 0 ? String(type) : how === 1 ? `${String(nullable)}!` : String(nullable);
    const byDefault = how > 1 || this.#choose(3) === 1 ? ` = ${this.#literal(nullable)}` : '';
    this.#declared.set(name, { text: `$${name}: ${declared}${byDefault}`, type });
    return `$${name}`;
  }

  /** A literal without variables, as a default is. */
  #literal(type: GraphQLInputType): string {
    return literalOf(this.#json(getNullableType(type)), type);
  }

  #json(type: GraphQLInputType): unknown {
    const inner = getNullableType(type);
    if (!isNonNullType(type) && this.#choose(8) === 1) return null;
    if (isListType(inner)) {
      const items = Array.from({ length: this.#choose(3) }, () => this.#json(inner.ofType));
      return this.#choose(3) === 1 ? this.#json(inner.ofType) : items;
    }
    if (isInputObjectType(inner)) {
      const fields = Object.values(inner.getFields()).flatMap((field) =>
        isRequiredInputField(field) || this.#choose(2) === 1 ? [[field.name, this.#json(field.type)] as const] : [],
      );
      return Object.fromEntries(this.#choose(30) === 1 ? [...fields, ['__proto__', { x: 1 }]] : fields);
    }
    if (isEnumType(inner)) return this.#choose(20) === 1 ? 'NOT_A_WORD' : this.#oneOf(inner.getValues()).name;
    const values = SCALARS[inner.name];
    if (!values) throw new Error(`nobody has said what a ${inner.name} may be: add it to SCALARS`);
    return this.#choose(12) === 1 ? values.at(-1) : this.#oneOf(values.slice(0, -1));
  }
}

function literalOf(json: unknown, type: GraphQLInputType): string {
  const inner = getNullableType(type);
  if (json === null) return 'null';
  if (Array.isArray(json))
    return `[${json.map((item) => literalOf(item, isListType(inner) ? inner.ofType : inner)).join(', ')}]`;
  if (isListType(inner)) return literalOf(json, inner.ofType);
  if (isInputObjectType(inner)) {
    const fields = inner.getFields();
    return `{ ${Object.entries(Object(json))
      .map(([name, value]) => `${name}: ${literalOf(value, fields[name]?.type ?? inner)}`)
      .join(', ')} }`;
  }
  return isEnumType(inner) && typeof json === 'string' ? json : JSON.stringify(json);
}

/** Whose schema the floor serves. */
export interface FloorSettings {
  /** From schema.graphql with graphql-js's own resolvers, or as Darkroom builds it, with the resolvers of its fields. */
  readonly schema: 'plain' | 'darkroom';
}

export interface FloorCalls {
  address(argument: null): Promise<string>;
}

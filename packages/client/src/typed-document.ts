import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';

/** An operation whose data and variables are known: of this package, or made by the client preset of GraphQL Code Generator. */
export interface TypedDocument<Data, Variables> extends DocumentTypeDecoration<Data, Variables> {
  toString(): string;
}

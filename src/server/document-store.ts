import type { ApolloServerOptionsWithGateway } from '@apollo/server';
import type { DocumentNode, GraphQLError } from 'graphql';
import type { Context } from '../graphql/context.ts';
import type { Admission } from '../graphql/limits/admission.ts';

type ApolloDocumentStore = NonNullable<ApolloServerOptionsWithGateway<Context>['documentStore']>;

/**
 * Where Apollo looks a document up before it parses a text. It stores what it has parsed before anything has checked it,
 * so that is kept here only once `admission` has taken it.
 */
export class DocumentStore implements ApolloDocumentStore {
  readonly #admission: Admission;
  /** Apollo's names of documents that were parsed and have not been checked. */
  readonly #names = new WeakMap<DocumentNode, string>();

  constructor(admission: Admission) {
    this.#admission = admission;
  }

  async get(name: string): Promise<DocumentNode | undefined> {
    return this.#admission.kept(name);
  }

  async set(name: string, document: DocumentNode): Promise<void> {
    this.#names.set(document, name);
  }

  async delete(): Promise<boolean> {
    return false; // documents go when there is no room
  }

  /** Whether it was found here, and so has been checked before. */
  isKept(document: DocumentNode): boolean {
    return !this.#names.has(document);
  }

  /** Keeps a document that has just been parsed; or why it cannot be taken, and then it is not kept. */
  keep(document: DocumentNode): readonly GraphQLError[] {
    const name = this.#names.get(document);
    if (name === undefined) return [];
    this.#names.delete(document);
    return this.#admission.keep(name, document);
  }
}

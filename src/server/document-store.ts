import type { ApolloServerOptionsWithGateway } from '@apollo/server';
import type { DocumentNode, GraphQLError } from 'graphql';
import type { Context } from '../graphql/context.ts';
import type { Admission } from '../graphql/limits/admission.ts';

type ApolloDocumentStore = NonNullable<ApolloServerOptionsWithGateway<Context>['documentStore']>;

/**
 * The cache in which Apollo looks up parsed documents. Apollo stores a document before it is checked, so this class keeps it
 * only after `admission` has accepted it.
 */
export class DocumentStore implements ApolloDocumentStore {
  readonly #admission: Admission;
  /** The cache keys of documents that were parsed and not yet checked. */
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
    return false; // the cache evicts documents by itself
  }

  /** Whether the document came from the cache, and so was checked before. */
  isKept(document: DocumentNode): boolean {
    return !this.#names.has(document);
  }

  /** Checks a parsed document and caches it. Returns the refusals if it is not accepted. */
  keep(document: DocumentNode): readonly GraphQLError[] {
    const name = this.#names.get(document);
    if (name === undefined) return [];
    this.#names.delete(document);
    return this.#admission.keep(name, document);
  }
}

import { type DocumentNode, type FragmentDefinitionNode, Kind, parse } from 'graphql';

export interface DoublingFragments {
  readonly document: DocumentNode;
  /** How often the selections of any fragment have been looked at. */
  readonly reads: () => number;
}

/** Fragments on Query, each of which spreads the next twice, so that the last stands there 2 ** levels times. */
export function doublingFragments(levels: number, last: string): DoublingFragments {
  const chain = Array.from({ length: levels }, (_, at) => `fragment F${at} on Query { ...F${at + 1} ...F${at + 1} }`);
  const document = parse(`query ($n: Int) { ...F0 } ${chain.join(' ')} fragment F${levels} on Query { ${last} }`);
  let reads = 0;
  for (const { selectionSet } of document.definitions.filter(isFragment)) {
    const { selections } = selectionSet;
    Object.defineProperty(selectionSet, 'selections', { get: () => ((reads += 1), selections), enumerable: true });
  }
  return { document, reads: () => reads };
}

function isFragment(definition: { readonly kind: Kind }): definition is FragmentDefinitionNode {
  return definition.kind === Kind.FRAGMENT_DEFINITION;
}

import { type DocumentNode, type FragmentDefinitionNode, getOperationAST, Kind, type SelectionSetNode } from 'graphql';

/**
 * How many fields an operation of a valid document has with every fragment written out where it is spread. Each fragment is
 * counted once, so that fragments which spread one another twice do not double the work each time. 0: there is no such
 * operation.
 */
export function fieldCount(document: DocumentNode, operationName: string | null | undefined): number {
  const operation = getOperationAST(document, operationName);
  if (!operation) return 0;
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  const counted = new Map<string, number>();
  const inFragment = (name: string): number => {
    const known = counted.get(name);
    if (known !== undefined) return known;
    const fragment = fragments.get(name);
    const count = fragment ? inSelections(fragment.selectionSet) : 0;
    counted.set(name, count);
    return count;
  };
  const inSelections = ({ selections }: SelectionSetNode): number => {
    let count = 0;
    for (const selection of selections) {
      if (selection.kind === Kind.FRAGMENT_SPREAD) count += inFragment(selection.name.value);
      else if (selection.kind === Kind.INLINE_FRAGMENT) count += inSelections(selection.selectionSet);
      else count += 1 + (selection.selectionSet ? inSelections(selection.selectionSet) : 0);
    }
    return count;
  };
  return inSelections(operation.selectionSet);
}

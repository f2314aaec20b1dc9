/**
 * How deep a document is and how much it repeats, found in one pass before anything else looks at it. Fragments are
 * measured once each, whatever spreads them, so the time is that of the text; one that spreads itself is left to the
 * rule that refuses it.
 */
import { type DocumentNode, type FragmentDefinitionNode, Kind, type SelectionSetNode, visit } from 'graphql';

export interface DocumentShape {
  readonly depth: number;
  readonly aliases: number;
  readonly directives: number;
}

export function shapeOf(document: DocumentNode): DocumentShape {
  let [aliases, directives] = [0, 0];
  visit(document, {
    Field(field) {
      if (field.alias) aliases += 1;
    },
    Directive() {
      directives += 1;
    },
  });
  return { depth: depthOf(document), aliases, directives };
}

function depthOf(document: DocumentNode): number {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  const depths = new Map<string, number>();

  function ofFragment(name: string): number {
    const known = depths.get(name);
    if (known !== undefined) return known;
    depths.set(name, 0); // for one that spreads itself
    const fragment = fragments.get(name);
    const depth = fragment ? ofSelections(fragment.selectionSet) : 0;
    depths.set(name, depth);
    return depth;
  }

  function ofSelections({ selections }: SelectionSetNode): number {
    let deepest = 0;
    for (const selection of selections) {
      let depth = 0;
      if (selection.kind === Kind.FRAGMENT_SPREAD) depth = ofFragment(selection.name.value);
      else if (selection.kind === Kind.INLINE_FRAGMENT) depth = ofSelections(selection.selectionSet);
      // What the schema says of itself has a rule of its own in graphql-js, and tools ask for it 15 deep.
      else if (!selection.name.value.startsWith('__')) {
        depth = 1 + (selection.selectionSet ? ofSelections(selection.selectionSet) : 0);
      }
      deepest = Math.max(deepest, depth);
    }
    return deepest;
  }

  const operations = document.definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  return operations.reduce((deepest, { selectionSet }) => Math.max(deepest, ofSelections(selectionSet)), 0);
}

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
  /** The nesting of everything: values in values and inline fragments in inline fragments too, which `depth` does not count. */
  readonly nodesDepth: number;
}

/**
 * graphql-js parses by recursion, and how deep it gets before V8's stack is exhausted depends on how far the parser has been
 * compiled: 1,700 lists in lists in a new process, more later. What is nested deeper than this is refused either way.
 */
export const NODES_DEPTH_MAX = 500;

export function shapeOf(document: DocumentNode): DocumentShape {
  let [aliases, directives, nodesDepth, open] = [0, 0, 0, 0];
  visit(document, {
    enter(node) {
      open += 1;
      nodesDepth = Math.max(nodesDepth, open);
      if (node.kind === Kind.FIELD && node.alias) aliases += 1;
      if (node.kind === Kind.DIRECTIVE) directives += 1;
    },
    leave() {
      open -= 1;
    },
  });
  return { depth: depthOf(document), aliases, directives, nodesDepth };
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

import {
  type ASTVisitor,
  GraphQLError,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  Kind,
  OperationTypeNode,
  type SelectionNode,
  type SelectionSetNode,
  type ValidationContext,
} from 'graphql';

const CONDITIONS: ReadonlySet<string> = new Set([GraphQLSkipDirective.name, GraphQLIncludeDirective.name]);

/**
 * Refuses @skip and @include at a subscription's root, also in fragments: a subscription has one root field, whatever its
 * variables. graphql-js' rule for single fields evaluates them without variables, and throws; so this one comes before it.
 * https://spec.graphql.org/September2025/#sec-Single-Root-Field
 */
export function subscriptionRootRule(context: ValidationContext): ASTVisitor {
  return {
    OperationDefinition({ operation, selectionSet }) {
      if (operation !== OperationTypeNode.SUBSCRIPTION) return;
      const conditional = conditionalIn(context, selectionSet, new Set());
      if (!conditional) return;
      const message = 'A subscription has exactly one root field: @skip and @include are not allowed there.';
      context.reportError(new GraphQLError(message, { nodes: conditional }));
    },
  };
}

/** The first selection with a condition, each fragment looked at once. */
function conditionalIn(
  context: ValidationContext,
  { selections }: SelectionSetNode,
  seen: Set<string>,
): SelectionNode | null {
  for (const selection of selections) {
    if (selection.directives?.some(({ name }) => CONDITIONS.has(name.value))) return selection;
    if (selection.kind === Kind.FIELD) continue;
    const inside =
      selection.kind === Kind.INLINE_FRAGMENT ? selection : fragmentOf(context, selection.name.value, seen);
    const found = inside && conditionalIn(context, inside.selectionSet, seen);
    if (found) return found;
  }
  return null;
}

function fragmentOf(context: ValidationContext, name: string, seen: Set<string>) {
  if (seen.has(name)) return null;
  seen.add(name);
  return context.getFragment(name);
}

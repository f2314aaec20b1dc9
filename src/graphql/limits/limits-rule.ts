import type { ASTVisitor, ValidationRule } from 'graphql';
import { type DocumentLimits, nestedTooDeeply, overLimit } from './document-limits.ts';
import { NODES_DEPTH_MAX, shapeOf } from './document-shape.ts';

/** Refuses a document that is too deep or repeats too much. */
export function limitsRule(limits: DocumentLimits): ValidationRule {
  return (context): ASTVisitor => ({
    Document(document) {
      const shape = shapeOf(document);
      if (shape.nodesDepth > NODES_DEPTH_MAX) context.reportError(nestedTooDeeply());
      for (const limit of ['depth', 'aliases', 'directives'] as const) {
        if (shape[limit] > limits[limit]) context.reportError(overLimit(limits, limit, shape[limit]));
      }
    },
  });
}

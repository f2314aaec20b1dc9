import type { Answer } from './answer.ts';

/** The answer with the same fields in the same order as in GraphQL, and instants in ISO 8601. */
export function renderJson(answer: Answer): string {
  const facts = answer.facts.map(({ text, at }) => ({ text, at: new Date(at).toISOString() }));
  return `${JSON.stringify({ ...answer, facts })}\n`;
}

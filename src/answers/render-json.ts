import type { Answer } from './answer.ts';

/** The answer as GraphQL gives it: the same fields in the same order, instants in ISO 8601. */
export function renderJson(answer: Answer): string {
  const facts = answer.facts.map(({ text, at }) => ({ text, at: new Date(at).toISOString() }));
  return `${JSON.stringify({ ...answer, facts })}\n`;
}

import { Code } from '@mantine/core';

/** Text whose code stands in backticks. */
export function CodeText({ text }: { text: string }) {
  return text.split('`').map((part, place) => (place % 2 === 1 ? <Code key={`${place} ${part}`}>{part}</Code> : part));
}

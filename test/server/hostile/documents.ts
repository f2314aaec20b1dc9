/** A text for each number from 0 on. */
export function times(count: number, write: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => write(index)).join(' ');
}

export function nested(depth: number): string {
  return `${'{ a '.repeat(depth)}${'} '.repeat(depth)}`;
}

/** Deeper than the parser has stack for, within LIMIT_TOKENS. */
export const NESTED_LISTS = `{ projects(search: ${'['.repeat(1_980)}${']'.repeat(1_980)}) { nodes { id } } }`;

/** Fragments each of which spreads the next, and the last the first. */
export function cyclicFragments(count: number): string {
  return `{ ...F0 } ${times(count, (i) => `fragment F${i} on Query { viewer { name } ...F${(i + 1) % count} }`)}`;
}

/** 80 fragments that spread one another through fields, which graphql-js's rule for overlapping fields runs in circles on. */
export const TANGLE = `{ projects { nodes { ${times(40, (i) => `...F${i}`)} } } } ${times(
  40,
  (i) => `fragment F${i} on Project { actions { nodes { project { ...G${i} } } } }
          fragment G${i} on Project { actions { nodes { project { ...F${(i + 1) % 40} ...G${(i * 7) % 40} } } } }`,
)}`;

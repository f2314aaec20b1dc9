/** Ids that can be read in a failing test: `id('grant', 7)` ends in 7, and rises with its number. */
export function id<Name extends string>(name: Name, number: number): string & { readonly idOf: Name } {
  const group = [...name].reduce((sum, letter) => sum + (letter.codePointAt(0) ?? 0), 0);
  const text = `00000000-0000-7000-8${String(group % 1000).padStart(3, '0')}-${String(number).padStart(12, '0')}`;
  return text as string & { readonly idOf: Name }; // the mark exists for the compiler alone
}

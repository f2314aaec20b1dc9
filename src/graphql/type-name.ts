/** Which member of a union, or which type of an interface, a value is: resolvers name it as they return it. */
export function typeNameOf(value: object): string | undefined {
  return '__typename' in value && typeof value.__typename === 'string' ? value.__typename : undefined;
}

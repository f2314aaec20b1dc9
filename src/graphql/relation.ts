/**
 * A type of an object that refers back to this one. The alias keeps the decorators' metadata from reading a class of a
 * circular import before it exists.
 */
export type Relation<Type> = Type;

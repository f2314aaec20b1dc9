/** The type of a field that another of the class's own kind is in. The alias keeps the decorators' metadata from reading a class before it exists. */
export type Relation<Type> = Type;

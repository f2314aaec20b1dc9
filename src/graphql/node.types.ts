import { Field, ID, InterfaceType } from 'type-graphql';

@InterfaceType('Node', {
  description: 'Whatever has an id of its own and can be looked up by it.',
})
export abstract class NodeType {
  @Field(() => ID, {
    description:
      'Typed, opaque and sortable: a short prefix that tells the type and 26 or more characters, such as prj_01k…. ' +
      'Later ids sort after earlier ones.',
  })
  id!: string;
}

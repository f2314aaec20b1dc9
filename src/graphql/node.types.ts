import { Field, ID, InterfaceType } from 'type-graphql';

@InterfaceType('Node', {
  description: 'An object that can be fetched by its id.',
})
export abstract class NodeType {
  @Field(() => ID, {
    description:
      'A prefix that names the type, then at least 26 opaque characters, such as prj_01k…. Newer ids sort after older ones.',
  })
  id!: string;
}

import { Arg, Authorized, Ctx, ID, Query, Resolver } from 'type-graphql';
import { invalid } from '../input/invalid-input.ts';
import type { ProjectId } from '../ledger/kernel/ids.ts';
import { visibleAction } from './action.resolver.ts';
import { type Context, viewerOf } from './context.ts';
import { readTransactionId } from './ids/transaction-id.ts';
import { ID_NOUNS, readTypeId } from './ids/type-id.ts';
import { NodeType } from './node.types.ts';

type NodeValue = object & { readonly __typename: string };

@Resolver()
export class NodeResolver {
  @Authorized('VIEWER')
  @Query(() => NodeType, {
    nullable: true,
    description: 'Whatever has this id; null where there is nothing, or it is not yours.',
  })
  async node(
    @Arg('id', () => ID, { description: 'The id of anything that implements Node.' }) id: string,
    @Ctx() context: Context,
  ): Promise<NodeValue | null> {
    const { loaders } = context;
    switch (id.slice(0, id.indexOf('_'))) {
      case 'prj':
        return named('Project', await loaders.project.load(readTypeId('prj', id, 'id')));
      case 'act':
        return named('Action', await visibleAction(context, readTypeId('act', id, 'id')));
      case 'grt':
        return named('CreditGrant', await ofProject(context, await loaders.grant.load(readTypeId('grt', id, 'id'))));
      case 'img':
        return named('Image', await ofProject(context, await loaders.image.load(readTypeId('img', id, 'id'))));
      case 'txn':
        return named(
          'CreditTransaction',
          await ofProject(context, await loaders.entry.load(readTransactionId(id, 'id'))),
        );
      case 'wsp': {
        const { workspaceId } = viewerOf(context);
        const isOwn = readTypeId('wsp', id, 'id') === workspaceId;
        return isOwn ? named('Workspace', await context.services.apiKeys.workspaceOf(viewerOf(context))) : null;
      }
      default:
        throw invalid('id', `must be the id of a node: ${Object.keys(ID_NOUNS).join('_…, ')}_…`);
    }
  }
}

function named<Value extends object>(typeName: string, value: Value | null): NodeValue | null {
  return value && { ...value, __typename: typeName };
}

/** The thing, where it is of a project that the viewer has. */
async function ofProject<Thing extends { readonly projectId: ProjectId }>(
  { loaders }: Context,
  thing: Thing | null,
): Promise<Thing | null> {
  return thing && (await loaders.project.load(thing.projectId)) ? thing : null;
}

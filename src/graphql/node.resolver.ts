import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';
import type { ProjectId } from '../ids.ts';
import { invalid } from '../input/invalid-input.ts';
import { visibleAction } from './action.resolver.ts';
import { type Context, viewerOf, visibleProject } from './context.ts';
import { readTransactionId } from './ids/transaction-id.ts';
import { readTypeId } from './ids/type-id.ts';
import { NodeType } from './node.types.ts';
import { visiblePreset } from './preset.resolver.ts';
import { checkRole, EVERY_PROJECT, Needs, OWN_SCOPE, type Rule } from './rules.ts';

interface LookUp extends Rule {
  readonly typeName: string;
  /** Null where there is nothing, or it is not the viewer's. */
  readonly find: (id: string, context: Context) => Promise<object | null>;
}

/** How each kind of node is looked up, and by whom, by the prefix of its ids. */
export const NODE_LOOK_UPS: Readonly<Record<string, LookUp>> = {
  prj: own('Project', (id, { loaders }) => loaders.project.load(readTypeId('prj', id, 'id'))),
  act: own('Action', (id, context) => visibleAction(context, readTypeId('act', id, 'id'))),
  grt: own('CreditGrant', async (id, context) =>
    ofProject(context, await context.loaders.grant.load(readTypeId('grt', id, 'id'))),
  ),
  img: own('Image', async (id, context) =>
    ofProject(context, await context.loaders.image.load(readTypeId('img', id, 'id'))),
  ),
  pur: own('Purchase', async (id, context) =>
    ofProject(context, await context.loaders.purchase.load(readTypeId('pur', id, 'id'))),
  ),
  shr: own('ShareLink', async (id, context) => {
    const [link] = await context.read(() => context.services.shareLinks.findMany([readTypeId('shr', id, 'id')]));
    return ofProject(context, link ?? null);
  }),
  pck: own('CreditPack', async (id, context) => {
    const pack = await context.loaders.creditPack.load(readTypeId('pck', id, 'id'));
    return pack?.workspaceId === viewerOf(context).workspaceId ? pack : null;
  }),
  pst: own('Preset', (id, context) => visiblePreset(context, readTypeId('pst', id, 'id'))),
  txn: own('CreditTransaction', async (id, context) =>
    ofProject(context, await context.loaders.entry.load(readTransactionId(id, 'id'))),
  ),
  wsp: own('Workspace', async (id, context) => {
    const { workspaceId } = viewerOf(context);
    const isOwn = readTypeId('wsp', id, 'id') === workspaceId;
    return isOwn ? context.read(() => context.services.apiKeys.workspace(workspaceId)) : null;
  }),
  key: {
    typeName: 'ApiKey',
    role: 'ADMIN',
    scope: EVERY_PROJECT,
    async find(id, context) {
      const keyId = readTypeId('key', id, 'id');
      const [key] = await context.read(() => context.services.apiKeys.findMany([keyId]));
      return key?.workspaceId === viewerOf(context).workspaceId ? key : null;
    },
  },
  whe: {
    typeName: 'WebhookEndpoint',
    role: 'ADMIN',
    scope: EVERY_PROJECT,
    find: (id, context) => {
      const { webhookEndpoints } = context.services;
      return context.read(() => webhookEndpoints.find(viewerOf(context).workspaceId, readTypeId('whe', id, 'id')));
    },
  },
  whd: {
    typeName: 'WebhookDelivery',
    role: 'ADMIN',
    scope: EVERY_PROJECT,
    find: (id, context) => {
      const { webhookDeliveries } = context.services;
      return context.read(() => webhookDeliveries.find(viewerOf(context).workspaceId, readTypeId('whd', id, 'id')));
    },
  },
};

function own(typeName: string, find: LookUp['find']): LookUp {
  return { typeName, role: 'VIEWER', scope: OWN_SCOPE, find };
}

/** The thing, where it is of a project that the viewer has. */
async function ofProject<Thing extends { readonly projectId: ProjectId }>(
  context: Context,
  thing: Thing | null,
): Promise<Thing | null> {
  return thing && (await visibleProject(context, thing.projectId)) ? thing : null;
}

@Resolver()
export class NodeResolver {
  @Needs('VIEWER', OWN_SCOPE)
  @Query(() => NodeType, {
    nullable: true,
    description: 'An object by id; null if it does not exist or is not accessible.',
  })
  async node(
    @Arg('id', () => ID, { description: 'The id of an object that implements Node.' }) id: string,
    @Ctx() context: Context,
  ): Promise<object | null> {
    const lookUp = new Map(Object.entries(NODE_LOOK_UPS)).get(id.slice(0, id.indexOf('_')));
    if (!lookUp) throw invalid('id', `must be the id of a node: ${Object.keys(NODE_LOOK_UPS).join('_…, ')}_…`);
    checkRole(context, lookUp, `node(id: "${lookUp.typeName}")`);
    const value = await lookUp.find(id, context);
    return value && { ...value, __typename: lookUp.typeName };
  }
}

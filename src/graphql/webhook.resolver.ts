import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { checkInput, NotFoundError } from '../input/invalid-input.ts';
import { integerInput } from '../input/rules.ts';
import type { WebhookDelivery, WebhookEndpoint } from '../webhooks/webhook-endpoint.ts';
import { authorOf, type Context, viewerOf } from './context.ts';
import { readTypeId, typeId } from './ids/type-id.ts';
import { EVERY_PROJECT, Needs } from './rules.ts';
import {
  CreatedWebhookEndpoint,
  CreateWebhookEndpointInput,
  UpdateWebhookEndpointInput,
  WebhookDeliveryType,
  WebhookEndpointType,
} from './webhook.types.ts';

interface EndpointWithSecret {
  readonly endpoint: WebhookEndpoint;
  readonly secret: string;
}

const deliveriesMax = integerInput(1, 200, 'deliveries');

@Resolver(() => WebhookEndpointType)
export class WebhookEndpointResolver {
  @Needs('ADMIN', EVERY_PROJECT)
  @Query(() => [WebhookEndpointType], {
    description: 'The webhook endpoints of the workspace, newest first; at most 50.',
  })
  webhookEndpoints(@Ctx() context: Context): Promise<WebhookEndpoint[]> {
    const { workspaceId } = viewerOf(context);
    return context.read(() => context.services.webhookEndpoints.list(workspaceId));
  }

  @Needs('ADMIN', EVERY_PROJECT)
  @Mutation(() => CreatedWebhookEndpoint, {
    description: 'Creates a webhook endpoint. Only this response contains its secret.',
  })
  createWebhookEndpoint(
    @Arg('input', () => CreateWebhookEndpointInput, {
      description: 'The URL of the endpoint, and the events that it receives.',
    })
    { url, events }: CreateWebhookEndpointInput,
    @Ctx() context: Context,
  ): Promise<EndpointWithSecret> {
    return context.services.webhookEndpoints.create({ url, events }, authorOf(context));
  }

  @Needs('ADMIN', EVERY_PROJECT)
  @Mutation(() => WebhookEndpointType, {
    description:
      'Changes the URL or the events of a webhook endpoint, or enables or disables it. Deliveries that are pending go to the ' +
      'new URL.',
  })
  async updateWebhookEndpoint(
    @Arg('input', () => UpdateWebhookEndpointInput, { description: 'The endpoint, and the fields to change.' })
    { id, ...change }: UpdateWebhookEndpointInput,
    @Ctx() context: Context,
  ): Promise<WebhookEndpoint> {
    const { webhookEndpoints } = context.services;
    return there(await webhookEndpoints.update(readTypeId('whe', id, 'id'), change, authorOf(context)));
  }

  @Needs('ADMIN', EVERY_PROJECT)
  @Mutation(() => CreatedWebhookEndpoint, {
    description:
      'Gives a webhook endpoint a new secret, which only this response contains. For one day requests are signed with the new ' +
      'and the previous secret.',
  })
  async rotateWebhookSecret(
    @Arg('id', () => ID, { description: 'whe_…' }) id: string,
    @Ctx() context: Context,
  ): Promise<EndpointWithSecret> {
    const { webhookEndpoints } = context.services;
    return there(await webhookEndpoints.rotateSecret(readTypeId('whe', id, 'id'), authorOf(context)));
  }

  @Needs('ADMIN', EVERY_PROJECT)
  @Mutation(() => WebhookDeliveryType, {
    description: 'Sends a TEST event to a webhook endpoint. A disabled endpoint receives it once it is enabled.',
  })
  async sendTestWebhook(
    @Arg('id', () => ID, { description: 'whe_…' }) id: string,
    @Ctx() context: Context,
  ): Promise<WebhookDelivery> {
    const { webhookDeliveries } = context.services;
    return there(await webhookDeliveries.sendTest(viewerOf(context).workspaceId, readTypeId('whe', id, 'id')));
  }

  @Needs('ADMIN', EVERY_PROJECT)
  @Mutation(() => ID, { description: 'Deletes a webhook endpoint and its deliveries. Returns its id.' })
  async deleteWebhookEndpoint(
    @Arg('id', () => ID, { description: 'whe_…' }) id: string,
    @Ctx() context: Context,
  ): Promise<string> {
    const { webhookEndpoints } = context.services;
    there((await webhookEndpoints.delete(readTypeId('whe', id, 'id'), authorOf(context))) ? id : null);
    return id;
  }

  @Needs('ADMIN', EVERY_PROJECT)
  @Mutation(() => WebhookDeliveryType, {
    description: 'Sends a delivery again now, also after it was delivered or has failed, with the same id and body.',
  })
  async redeliverWebhook(
    @Arg('deliveryId', () => ID, { description: 'whd_…' }) deliveryId: string,
    @Ctx() context: Context,
  ): Promise<WebhookDelivery> {
    const id = readTypeId('whd', deliveryId, 'deliveryId');
    const delivery = await context.services.webhookDeliveries.redeliver(viewerOf(context).workspaceId, id);
    if (!delivery) throw new NotFoundError('deliveryId', 'webhook delivery');
    return delivery;
  }

  @FieldResolver(() => ID)
  id(@Root() endpoint: WebhookEndpoint): string {
    return typeId('whe', endpoint.id);
  }

  @FieldResolver(() => [WebhookDeliveryType], { description: 'The deliveries to the endpoint, newest first.' })
  deliveries(
    @Root() endpoint: WebhookEndpoint,
    @Arg('first', () => Int, {
      nullable: true,
      defaultValue: 50,
      description: 'The maximum number to return, 1 to 200.',
    })
    first: number | null,
    @Ctx() context: Context,
  ): Promise<WebhookDelivery[]> {
    const max = checkInput(deliveriesMax, first ?? 50);
    return context.read(() => context.services.webhookDeliveries.newest(endpoint.id, max));
  }
}

@Resolver(() => WebhookDeliveryType)
export class WebhookDeliveryResolver {
  @FieldResolver(() => ID)
  id(@Root() delivery: WebhookDelivery): string {
    return typeId('whd', delivery.id);
  }
}

function there<Thing>(thing: Thing | null): Thing {
  if (thing === null) throw new NotFoundError('id', 'webhook endpoint');
  return thing;
}

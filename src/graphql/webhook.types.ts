import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import type { WebhookDeliveryStatus as Status, WebhookEvent as Event } from '../webhooks/webhook-event.ts';
import { WebhookDeliveryStatus, WebhookEvent } from './enums.ts';
import { NodeType } from './node.types.ts';
import { DateTime } from './scalars.ts';

@ObjectType('WebhookEndpoint', {
  implements: NodeType,
  description:
    'A URL that receives events of the projects of the workspace. Requests are signed as the Standard Webhooks ' +
    'specification says, retried for three days, and never sent to a private address unless the operator allows it.',
})
export class WebhookEndpointType {
  @Field(() => ID, { description: 'whe_…' })
  id!: string;

  @Field({ description: 'Where the requests are sent.' })
  url!: string;

  @Field(() => [WebhookEvent], { description: 'The events that the endpoint receives.' })
  events!: Event[];

  @Field({
    description:
      'Whether requests are sent. While it is false, no events are recorded for the endpoint, and pending deliveries wait.',
  })
  enabled!: boolean;

  @Field(() => DateTime, { description: 'When the endpoint was created.' })
  createdAt!: number;

  @Field(() => DateTime, {
    nullable: true,
    description: 'Since when every attempt has failed; null: the last attempt succeeded, or there was none.',
  })
  failingSince!: number | null;

  @Field(() => String, {
    nullable: true,
    description: 'Why the system disabled the endpoint; null if it did not. Enabling the endpoint clears it.',
  })
  switchedOffBecause!: string | null;
}

@ObjectType('WebhookDelivery', {
  implements: NodeType,
  description: 'One event that is sent to one endpoint. Deliveries are deleted after 30 days.',
})
export class WebhookDeliveryType {
  @Field(() => ID, { description: 'whd_…; the header webhook-id of every attempt.' })
  id!: string;

  @Field(() => WebhookEvent, { description: 'The event.' })
  event!: Event;

  @Field(() => WebhookDeliveryStatus, { description: 'The state of the delivery.' })
  status!: Status;

  @Field(() => Int, { description: 'The number of attempts, up to 10.' })
  attempts!: number;

  @Field(() => Int, {
    nullable: true,
    description: 'The HTTP status of the last response; null: there was no attempt, or the last one got no response.',
  })
  responseStatus!: number | null;

  @Field(() => String, {
    nullable: true,
    description: 'Why the last attempt got no response; null: it got one, or there was no attempt.',
  })
  failure!: string | null;

  @Field(() => DateTime, { description: 'When the event took place.' })
  createdAt!: number;

  @Field(() => DateTime, { nullable: true, description: 'The time of the next attempt. Null if there is none.' })
  nextAttemptAt!: number | null;
}

@InputType({ description: 'The URL of the endpoint, and the events that it receives.' })
export class CreateWebhookEndpointInput {
  @Field({
    description:
      'An https:// URL of at most 2,000 characters, without a user name, a password or a fragment. It must lead to public ' +
      'addresses.',
  })
  url!: string;

  @Field(() => [WebhookEvent], { description: 'The events to send: at least one, each once, not TEST.' })
  events!: Event[];
}

@InputType({ description: 'Changes to a webhook endpoint. Fields that are omitted or null stay as they are.' })
export class UpdateWebhookEndpointInput {
  @Field(() => ID, { description: 'whe_…' })
  id!: string;

  @Field(() => String, { nullable: true, description: 'As in CreateWebhookEndpointInput.' })
  url?: string | null;

  @Field(() => [WebhookEvent], { nullable: true, description: 'As in CreateWebhookEndpointInput.' })
  events?: Event[] | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether requests are sent.' })
  enabled?: boolean | null;
}

@ObjectType({ description: 'A webhook endpoint with its new secret.' })
export class CreatedWebhookEndpoint {
  @Field(() => WebhookEndpointType, { description: 'The endpoint.' })
  endpoint!: WebhookEndpointType;

  @Field({
    description:
      'whsec_…: the key with which requests are signed. It cannot be read again: store it where you verify requests.',
  })
  secret!: string;
}

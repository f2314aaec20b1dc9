import { graphql } from './generated/index.ts';

export const createWebhookEndpoint = graphql(`
  mutation CreateWebhookEndpoint($input: CreateWebhookEndpointInput!) {
    createWebhookEndpoint(input: $input) {
      endpoint {
        id
        url
        events
        enabled
      }
      secret
    }
  }
`);

export const updateWebhookEndpoint = graphql(`
  mutation UpdateWebhookEndpoint($input: UpdateWebhookEndpointInput!) {
    updateWebhookEndpoint(input: $input) {
      id
      url
      events
      enabled
      failingSince
      switchedOffBecause
    }
  }
`);

export const rotateWebhookSecret = graphql(`
  mutation RotateWebhookSecret($id: ID!) {
    rotateWebhookSecret(id: $id) {
      endpoint {
        id
      }
      secret
    }
  }
`);

export const sendTestWebhook = graphql(`
  mutation SendTestWebhook($id: ID!) {
    sendTestWebhook(id: $id) {
      id
      event
      status
    }
  }
`);

export const redeliverWebhook = graphql(`
  mutation RedeliverWebhook($deliveryId: ID!) {
    redeliverWebhook(deliveryId: $deliveryId) {
      id
      status
      attempts
    }
  }
`);

export const deleteWebhookEndpoint = graphql(`
  mutation DeleteWebhookEndpoint($id: ID!) {
    deleteWebhookEndpoint(id: $id)
  }
`);

export const webhookEndpoints = graphql(`
  query WebhookEndpoints {
    webhookEndpoints {
      id
      enabled
      failingSince
      switchedOffBecause
      deliveries(first: 200) {
        id
        event
        status
        attempts
        responseStatus
        failure
        createdAt
        nextAttemptAt
      }
    }
  }
`);

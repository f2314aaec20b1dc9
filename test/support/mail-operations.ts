import { graphql } from './generated/index.ts';

export const setApiKeyEmail = graphql(`
  mutation SetApiKeyEmail($id: ID!, $email: String) {
    setApiKeyEmail(id: $id, email: $email) {
      id
      email
    }
  }
`);

export const mailAlerts = graphql(`
  query MailAlerts {
    viewer {
      name
      mailAlerts {
        isAvailable
        address
        alerts
      }
    }
  }
`);

export const setMailAlerts = graphql(`
  mutation SetMailAlerts($alerts: [MailAlert!]!) {
    setMailAlerts(alerts: $alerts) {
      isAvailable
      address
      alerts
    }
  }
`);

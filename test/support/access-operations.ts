import { graphql } from './generated/index.ts';

export const createApiKey = graphql(`
  mutation CreateApiKey($input: CreateApiKeyInput!) {
    createApiKey(input: $input) {
      secret
      apiKey {
        id
        name
        role
        prefix
        projectIds
        creditCap {
          credits
          per
          spent
        }
        createdAt
        lastUsedAt
        expiresAt
        revokedAt
      }
    }
  }
`);

export const apiKeys = graphql(`
  query ApiKeys($includeRevoked: Boolean) {
    apiKeys(includeRevoked: $includeRevoked) {
      id
      name
      prefix
      lastUsedAt
      revokedAt
      signInLinkExpiresAt
      creditCap {
        credits
        per
        spent
      }
    }
  }
`);

export const revokeApiKey = graphql(`
  mutation RevokeApiKey($id: ID!) {
    revokeApiKey(id: $id) {
      id
      revokedAt
    }
  }
`);

export const createSignInLink = graphql(`
  mutation CreateSignInLink($apiKeyId: ID!) {
    createSignInLink(apiKeyId: $apiKeyId) {
      secret
      expiresAt
    }
  }
`);

export const revokeSignInLink = graphql(`
  mutation RevokeSignInLink($apiKeyId: ID!) {
    revokeSignInLink(apiKeyId: $apiKeyId) {
      signInLinkExpiresAt
    }
  }
`);

export const createAccessToken = graphql(`
  mutation CreateAccessToken($input: CreateAccessTokenInput!) {
    createAccessToken(input: $input) {
      token
      expiresAt
    }
  }
`);

export const whoAmI = graphql(`
  query WhoAmI {
    viewer {
      name
      role
      projectIds
      expiresAt
    }
  }
`);

export const ownCap = graphql(`
  query OwnCap {
    viewer {
      creditCap {
        credits
        per
        spent
        resetsAt
      }
    }
  }
`);

export const auditLog = graphql(`
  query AuditLog($first: Int, $after: String) {
    auditLog(first: $first, after: $after) {
      nodes {
        id
        actor
        act
        subjectId
        createdAt
        project {
          id
        }
        changes {
          field
          before
          after
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

export const performCapped = graphql(`
  mutation PerformCapped($input: PerformPromptInput!) {
    performPrompt(input: $input) {
      __typename
      ... on PerformedAction {
        replayed
        action {
          id
        }
        transaction {
          actor
        }
      }
      ... on CreditCapReachedError {
        message
        credits
        per
        spent
        resetsAt
      }
    }
  }
`);

import { graphql } from './generated/index.ts';
import {
  type CreateCheckoutInput,
  type CreateShareLinkInput,
  type CreateWebhookEndpointInput,
  type PublishCreditPacksInput,
  TypedDocumentString,
} from './generated/graphql.ts';
import type { GraphqlClient } from './graphql-client.ts';
import { photograph } from './photograph.ts';
import { PACK } from './whole-purchases.ts';
import { endOf, type Shared } from './whole-shares.ts';

/** Things of one project, by the prefix of their ids. */
export interface Things extends Shared {
  readonly prj: string;
  readonly act: string;
  readonly img: string;
  readonly grt: string;
  readonly txn: string;
  readonly wsp: string;
  readonly key: string;
  readonly pck: string;
  readonly pur: string;
  readonly whe: string;
  readonly whd: string;
  readonly pst: string;
  /** Another project. */
  readonly other: string;
}

interface WithId {
  readonly id: string;
}

const workspace = graphql(`
  query Workspace {
    viewer {
      workspace {
        id
      }
    }
    webhookEndpoints {
      id
    }
  }
`);
const upload = graphql(`
  mutation Upload($input: CreateImageUploadInput!) {
    createImageUpload(input: $input) {
      imageId
      url
    }
  }
`);

/*
 * Documents with several root fields: tests make things hundreds of times, and each request takes some milliseconds. They are not
 * made by `graphql`, because each document of the tests is a case of operation-set.test.ts.
 */

const makeInWorkspace = new TypedDocumentString<
  {
    readonly project: WithId;
    readonly other: WithId;
    readonly createPreset: WithId;
    readonly publishCreditPacks: readonly [WithId];
    readonly createWebhookEndpoint?: { readonly endpoint: WithId };
  },
  {
    readonly packs: PublishCreditPacksInput;
    readonly webhook: CreateWebhookEndpointInput;
    readonly lacksWebhook: boolean;
  }
>(`
  mutation ($packs: PublishCreditPacksInput!, $webhook: CreateWebhookEndpointInput!, $lacksWebhook: Boolean!) {
    project: createProject(input: { name: "walked" }) { id }
    other: createProject(input: { name: "beside it" }) { id }
    createPreset(input: { name: "marble" }) { id }
    publishCreditPacks(input: $packs) { id }
    createWebhookEndpoint(input: $webhook) @include(if: $lacksWebhook) { endpoint { id } }
  }
`);

/** A mutation that is refused answers without these fields. */
const makeInProject = new TypedDocumentString<
  {
    readonly grantCredits: { readonly grant?: WithId; readonly transaction?: WithId };
    readonly performPrompt: { readonly action?: WithId };
    readonly createCheckout: { readonly purchase?: WithId };
    readonly createApiKey: { readonly apiKey: WithId };
    readonly sendTestWebhook: WithId;
  },
  { readonly projectId: string; readonly checkout: CreateCheckoutInput; readonly keyName: string; readonly whe: string }
>(`
  mutation ($projectId: ID!, $checkout: CreateCheckoutInput!, $keyName: String!, $whe: ID!) {
    grantCredits(input: { projectId: $projectId, idempotencyKey: "g", credits: 5000 }) {
      ... on GrantedCredits { grant { id } transaction { id } }
    }
    performPrompt(input: { projectId: $projectId, idempotencyKey: "p", prompt: "a pearl" }) {
      ... on PerformedAction { action { id } }
    }
    createCheckout(input: $checkout) { ... on Checkout { purchase { id } } }
    createApiKey(input: { name: $keyName, role: VIEWER }) { apiKey { id } }
    sendTestWebhook(id: $whe) { id }
  }
`);

const sharePicture = new TypedDocumentString<
  { readonly createShareLink: { readonly shareLink?: WithId }; readonly addComment: WithId },
  { readonly link: CreateShareLinkInput; readonly imageId: string }
>(`
  mutation ($link: CreateShareLinkInput!, $imageId: ID!) {
    createShareLink(input: $link) { ... on CreatedShareLink { shareLink { id } } }
    addComment(imageId: $imageId, text: "the clasp is lovely") { id }
  }
`);

export const RECEIVER = 'https://receiver.invalid/';
const photo = await photograph({ width: 64, height: 48, format: 'png' });

/** A new project with one of each thing in it; the action is queued, and nobody has paid the purchase. */
export async function makeThings(admin: GraphqlClient): Promise<Things> {
  const { viewer, webhookEndpoints } = await admin.send(workspace, {});
  const inWorkspace = await admin.send(makeInWorkspace, {
    packs: { packs: [PACK] },
    webhook: { url: RECEIVER, events: ['CREDITS_EXPIRED'] },
    lacksWebhook: webhookEndpoints.length === 0, // a workspace may have few, and its name leads nowhere
  });
  const projectId = inWorkspace.project.id;
  const [{ id: creditPackId }] = inWorkspace.publishCreditPacks;
  const whe = (webhookEndpoints[0] ?? inWorkspace.createWebhookEndpoint?.endpoint)?.id ?? '';
  const inProject = await admin.send(makeInProject, {
    projectId,
    checkout: { projectId, creditPackId, idempotencyKey: 'b', returnUrl: admin.url },
    keyName: `of ${projectId}`,
    whe,
  });
  const { grantCredits: granted, performPrompt: performed, createCheckout: begun } = inProject;
  if (!granted.grant || !granted.transaction) throw new Error('the grant was refused');
  if (!performed.action) throw new Error('the action was refused');
  if (!begun.purchase) throw new Error('the checkout was refused');
  return {
    prj: projectId,
    act: performed.action.id,
    grt: granted.grant.id,
    txn: granted.transaction.id,
    wsp: viewer.workspace.id,
    key: inProject.createApiKey.apiKey.id,
    pck: creditPackId,
    pur: begun.purchase.id,
    whe,
    whd: inProject.sendTestWebhook.id,
    pst: inWorkspace.createPreset.id,
    other: inWorkspace.other.id,
    ...(await makePicture(admin, projectId)),
  };
}

/** A picture, a share link of it, and a comment on it. */
async function makePicture(admin: GraphqlClient, projectId: string): Promise<Shared & { readonly img: string }> {
  const { createImageUpload: image } = await admin.send(upload, {
    input: { projectId, contentType: 'image/png', bytes: photo.bytes.length },
  });
  const body = new Uint8Array(photo.bytes); // fetch takes one that owns its memory
  await fetch(image.url, { method: 'PUT', headers: { 'content-type': 'image/png' }, body });
  const { imageId } = image;
  const shared = await admin.send(sharePicture, {
    link: {
      projectId,
      imageIds: [imageId],
      title: 'walked',
      endsAt: endOf(projectId),
      allowsComments: true,
      idempotencyKey: 's',
    },
    imageId,
  });
  if (!shared.createShareLink.shareLink) throw new Error('the link was refused');
  return { img: imageId, shr: shared.createShareLink.shareLink.id, cmt: shared.addComment.id };
}

import { typeIdOrNull } from '../../src/graphql/ids/type-id.ts';
import { millisecondOf } from '../../src/ids.ts';
import { DAY_MS } from '../../src/instant.ts';
import type { Operation } from './whole-operation.ts';

type WithId = (kind: string, field: string, id: string, names: Operation['names'], argument?: string) => Operation;

/** The share link and the comment of a project. */
export interface Shared {
  readonly shr: string;
  readonly cmt: string;
}

/** 60 days after the project was created, independent of the clock of its server. */
export function endOf(projectId: string): string {
  const id = typeIdOrNull('prj', projectId);
  return new Date(id === null ? 0 : millisecondOf(id) + 60 * DAY_MS).toISOString();
}

/** The root fields of share links and comments, by their names. */
export function shareOperations(
  { prj, img, shr, cmt }: Shared & Readonly<Record<'prj' | 'img', string>>,
  withId: WithId,
): Record<string, Operation> {
  return {
    createShareLink: {
      text: 'mutation ($input: CreateShareLinkInput!) { createShareLink(input: $input) { __typename } }',
      variables: {
        input: {
          projectId: prj,
          imageIds: [img],
          title: 'walk',
          endsAt: endOf(prj),
          allowsComments: true,
          idempotencyKey: 'walk',
        },
      },
      names: 'a project',
    },
    revokeShareLink: withId('mutation', 'revokeShareLink', shr, 'a project'),
    addComment: {
      text: 'mutation ($imageId: ID!, $text: String!) { addComment(imageId: $imageId, text: $text) { __typename } }',
      variables: { imageId: img, text: 'lovely' },
      names: 'a project',
    },
    deleteComment: {
      text: 'mutation ($id: ID!) { deleteComment(id: $id) }',
      variables: { id: cmt },
      names: 'a project',
    },
    feedbackChanged: withId('subscription', 'feedbackChanged', prj, 'a project', 'projectId'),
  };
}

import { createUnionType, Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import type { Verdict as GuestDecision } from '../shares/feedback.ts';
import type { ShareLink } from '../shares/share-link.ts';
import { connectionType } from './connection.ts';
import { Verdict } from './enums.ts';
import { IdempotentInput, ReplayableResult } from './idempotent.types.ts';
import { NodeType } from './node.types.ts';
import { DateTime } from './scalars.ts';
import { IdempotencyConflictError } from './user-error.types.ts';

@ObjectType('ShareLink', {
  implements: NodeType,
  description:
    'A link with which guests see selected pictures of a project without a key. They can approve each picture or request ' +
    'changes, and comment if the link allows it. They give a name, which is not verified.',
})
export class ShareLinkType {
  @Field(() => ID, { description: 'shr_…' })
  id!: string;

  @Field({ description: 'The title that guests see above the pictures: 1 to 200 characters.' })
  title!: string;

  @Field(() => DateTime, { description: 'When the link ends. From this instant on, guests see no pictures.' })
  endsAt!: number;

  @Field({ description: 'Whether guests can comment.' })
  allowsComments!: boolean;

  @Field({ description: 'Whether guests can download the pictures in full size.' })
  allowsDownload!: boolean;

  @Field({ description: 'Who created it: the name of the API key or the subject of the token.' })
  createdBy!: string;

  @Field(() => DateTime, { description: 'When it was created.' })
  createdAt!: number;

  @Field(() => DateTime, { nullable: true, description: 'When it was revoked; null if it was not.' })
  revokedAt!: number | null;

  @Field(() => Int, { description: 'How many times the page of the link was opened.' })
  opened!: number;

  @Field(() => Int, { description: 'The number of verdicts APPROVED by its guests.' })
  approvals!: number;

  @Field(() => Int, { description: 'The number of verdicts CHANGES_WANTED by its guests.' })
  changesWanted!: number;

  @Field(() => Int, { description: 'The number of comments by its guests.' })
  comments!: number;
}

export const ShareLinkConnection = connectionType('ShareLink', () => ShareLinkType);

@InputType({ description: 'The pictures to share and the settings of the link.' })
export class CreateShareLinkInput extends IdempotentInput {
  @Field(() => ID, { description: 'The project of the pictures: prj_….' })
  projectId!: string;

  @Field(() => [ID], {
    description:
      'The pictures in the order in which guests see them: img_…. 1 to 100 images of the project, each once.',
  })
  imageIds!: string[];

  @Field({ description: 'The title that guests see above the pictures: 1 to 200 visible characters on one line.' })
  title!: string;

  @Field(() => DateTime, { description: 'When the link ends: in the future, at most 90 days ahead.' })
  endsAt!: number;

  @Field({ description: 'Whether guests can comment. They can always approve pictures and request changes.' })
  allowsComments!: boolean;

  @Field(() => Boolean, {
    nullable: true,
    defaultValue: false,
    description: 'Whether guests can download the pictures in full size. Default: no.',
  })
  allowsDownload?: boolean | null;
}

@ObjectType({ description: 'A share link that was created.' })
export class CreatedShareLink extends ReplayableResult {
  declare readonly __typename: 'CreatedShareLink';

  @Field(() => ShareLinkType, { description: 'The link.' })
  shareLink!: ShareLink;

  @Field(() => String, {
    nullable: true,
    description:
      'The URL to send to guests. It contains a secret that is returned only once: null if replayed. Anybody who has the URL ' +
      'can see the pictures.',
  })
  url!: string | null;
}

export const CreateShareLinkResult = createUnionType({
  name: 'CreateShareLinkResult',
  description: 'The result of creating a share link.',
  types: () => [CreatedShareLink, IdempotencyConflictError] as const,
});
export type CreateShareLinkResult = typeof CreateShareLinkResult;

@ObjectType({ description: 'The last verdict of a guest on a picture, through one share link.' })
export class GuestVerdict {
  @Field({ description: 'The name that the guest gave. It is not verified.' })
  guest!: string;

  @Field(() => Verdict, { description: 'The verdict of the guest.' })
  verdict!: GuestDecision;

  @Field(() => DateTime, { description: 'When the guest gave the verdict.' })
  decidedAt!: number;
}

@ObjectType('FeedbackCounts', { description: 'The numbers of comments and verdicts of a picture.' })
export class FeedbackCountsType {
  @Field(() => Int, { description: 'The number of comments of people in the project and of guests.' })
  comments!: number;

  @Field(() => Int, { description: 'The number of verdicts APPROVED. Only the last verdict of each guest counts.' })
  approvals!: number;

  @Field(() => Int, {
    description: 'The number of verdicts CHANGES_WANTED. Only the last verdict of each guest counts.',
  })
  changesWanted!: number;
}

@ObjectType('Comment', { description: 'A comment on a picture.' })
export class CommentType {
  @Field(() => ID, { description: 'cmt_…' })
  id!: string;

  @Field({
    description:
      'Who wrote it: the name of the API key or the subject of the token; for a guest, the name that the guest gave.',
  })
  author!: string;

  @Field({ description: 'Whether a guest wrote it, through a share link. Names of guests are not verified.' })
  isGuest!: boolean;

  @Field({ description: '1 to 2,000 characters.' })
  text!: string;

  @Field(() => DateTime, { description: 'When it was written.' })
  createdAt!: number;
}

export const CommentConnection = connectionType('Comment', () => CommentType);

@ObjectType('ImageFeedback', { description: 'A picture whose comments or verdicts have changed.' })
export class ImageFeedbackType {
  @Field(() => ID, { description: 'The picture: img_….' })
  imageId!: string;
}

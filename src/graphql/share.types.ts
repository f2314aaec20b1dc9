import { createUnionType, Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import type { Verdict as GuestDecision } from '../shares/feedback.ts';
import type { ShareLink } from '../shares/share-link.ts';
import { connectionType } from './connection.ts';
import { Verdict } from './enums.ts';
import { NodeType } from './node.types.ts';
import { KEY_DESCRIPTION, REPLAYED_DESCRIPTION } from './perform.types.ts';
import { DateTime } from './scalars.ts';
import { IdempotencyConflictError } from './user-error.types.ts';

@ObjectType('ShareLink', {
  implements: NodeType,
  description:
    'A link by which guests see chosen pictures of a project without a key. They can approve each picture or want changes, and ' +
    'comment if the link allows it, under a name that they give and nobody checks.',
})
export class ShareLinkType {
  @Field(() => ID, { description: 'shr_…' })
  id!: string;

  @Field({ description: 'What guests read above the pictures: 1 to 200 characters.' })
  title!: string;

  @Field(() => DateTime, { description: 'From this instant on the link answers nobody.' })
  endsAt!: number;

  @Field({ description: 'Whether guests can comment.' })
  allowsComments!: boolean;

  @Field({ description: 'Whether guests can download the pictures in their own size.' })
  allowsDownload!: boolean;

  @Field({ description: 'Who created it: the name of the API key or the subject of the token.' })
  createdBy!: string;

  @Field(() => DateTime, { description: 'When it was created.' })
  createdAt!: number;

  @Field(() => DateTime, { nullable: true, description: 'When it was revoked; null if it was not.' })
  revokedAt!: number | null;

  @Field(() => Int, { description: 'How often its page was opened.' })
  opened!: number;

  @Field(() => Int, { description: 'How many verdicts of its guests approve a picture.' })
  approvals!: number;

  @Field(() => Int, { description: 'How many verdicts of its guests want changes.' })
  changesWanted!: number;

  @Field(() => Int, { description: 'How many comments its guests have written.' })
  comments!: number;
}

export const ShareLinkConnection = connectionType('ShareLink', () => ShareLinkType);

@InputType({ description: 'The pictures to share, and how.' })
export class CreateShareLinkInput {
  @Field(() => ID, { description: 'The project of the pictures: prj_….' })
  projectId!: string;

  @Field(() => [ID], {
    description:
      'The pictures in the order in which guests see them: img_…. 1 to 100 images of the project, each once.',
  })
  imageIds!: string[];

  @Field({ description: 'What guests read above the pictures: 1 to 200 characters that can be seen, on one line.' })
  title!: string;

  @Field(() => DateTime, { description: 'When the link ends: in the future, at most 90 days ahead.' })
  endsAt!: number;

  @Field({ description: 'Whether guests can comment. They can approve and want changes either way.' })
  allowsComments!: boolean;

  @Field(() => Boolean, {
    nullable: true,
    defaultValue: false,
    description: 'Whether guests can download the pictures in their own size. Default: no.',
  })
  allowsDownload?: boolean | null;

  @Field({ description: KEY_DESCRIPTION })
  idempotencyKey!: string;
}

@ObjectType({ description: 'A share link that was created.' })
export class CreatedShareLink {
  declare readonly __typename: 'CreatedShareLink';

  @Field(() => ShareLinkType, { description: 'The link.' })
  shareLink!: ShareLink;

  @Field(() => String, {
    nullable: true,
    description:
      'The address to send to guests. Its secret is told only here and only once: null if replayed. Whoever has the address ' +
      'sees the pictures.',
  })
  url!: string | null;

  @Field({ description: REPLAYED_DESCRIPTION })
  replayed!: boolean;
}

export const CreateShareLinkResult = createUnionType({
  name: 'CreateShareLinkResult',
  description: 'The result of creating a share link.',
  types: () => [CreatedShareLink, IdempotencyConflictError] as const,
});
export type CreateShareLinkResult = typeof CreateShareLinkResult;

@ObjectType({ description: 'The last verdict of a guest on a picture, through one share link.' })
export class GuestVerdict {
  @Field({ description: 'The name that the guest gave. Nobody checks it.' })
  guest!: string;

  @Field(() => Verdict, { description: 'What the guest decided.' })
  verdict!: GuestDecision;

  @Field(() => DateTime, { description: 'When the guest decided it.' })
  decidedAt!: number;
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

  @Field({ description: 'Whether a guest wrote it, through a share link. Nobody checks the name of a guest.' })
  isGuest!: boolean;

  @Field({ description: '1 to 2,000 characters.' })
  text!: string;

  @Field(() => DateTime, { description: 'When it was written.' })
  createdAt!: number;
}

export const CommentConnection = connectionType('Comment', () => CommentType);

@ObjectType('ImageFeedback', { description: 'Tells that something was said or decided about a picture.' })
export class ImageFeedbackType {
  @Field(() => ID, { description: 'The picture: img_….' })
  imageId!: string;
}

import {
  Arg,
  Args,
  ArgsType,
  Ctx,
  Field,
  FieldResolver,
  ID,
  Mutation,
  Resolver,
  Root,
  Subscription,
} from 'type-graphql';
import { hasRole } from '../access/viewer.ts';
import type { CommentId } from '../ids.ts';
import type { StoredImage } from '../images/image.ts';
import { NotFoundError } from '../input/invalid-input.ts';
import type { Watch } from '../live/watch.ts';
import type { FeedbackCounts, GuestVerdict as Decided, ImageComment, ImageFeedback } from '../shares/feedback.ts';
import { type Connection, connectionOf, PageArgs, readPage } from './connection.ts';
import { authorOf, type Context, viewerOf, visibleProject } from './context.ts';
import { publicError } from './errors.ts';
import { ImageType } from './image.types.ts';
import { readTypeId, typeId } from './ids/type-id.ts';
import { inProject, Needs, ofImage, OWN_SCOPE } from './rules.ts';
import { CommentConnection, CommentType, FeedbackCountsType, GuestVerdict, ImageFeedbackType } from './share.types.ts';

@ArgsType()
class FeedbackChangedArgs {
  @Field(() => ID, { description: 'prj_…' })
  projectId!: string;
}

@Resolver(() => CommentType)
export class CommentResolver {
  @Needs('EDITOR', ofImage('imageId'))
  @Mutation(() => CommentType, {
    description:
      'Adds a comment to a picture. Everyone in the project can read it; guests of share links cannot. A picture has ' +
      'at most 1,000 comments.',
  })
  async addComment(
    @Arg('imageId', () => ID, { description: 'img_…' }) imageId: string,
    @Arg('text', () => String, { description: '1 to 2,000 visible characters, spaces and line breaks.' })
    text: string,
    @Ctx() context: Context,
  ): Promise<ImageComment> {
    const { imageComments } = context.services;
    const comment = await imageComments.add(readTypeId('img', imageId, 'imageId'), text, viewerOf(context).name);
    if (!comment) throw new NotFoundError('imageId', 'image');
    return comment;
  }

  @Needs('EDITOR', OWN_SCOPE)
  @Mutation(() => ID, {
    description: 'Deletes your own comment, or with the role ADMIN any comment. Returns its id.',
  })
  async deleteComment(
    @Arg('id', () => ID, { description: 'cmt_…' }) id: string,
    @Ctx() context: Context,
  ): Promise<string> {
    const { imageComments } = context.services;
    const comment = await imageComments.find(readTypeId('cmt', id, 'id'));
    if (!comment || !(await visibleProject(context, comment.projectId))) throw new NotFoundError('id', 'comment');
    const viewer = viewerOf(context);
    const isOwn = comment.shareLinkId === null && comment.author === viewer.name;
    if (!isOwn && !hasRole(viewer, 'ADMIN')) {
      throw publicError('FORBIDDEN', 'deleteComment requires the role ADMIN for comments of others.');
    }
    if (!(await imageComments.delete(comment, authorOf(context)))) throw new NotFoundError('id', 'comment');
    return id;
  }

  @Subscription(() => ImageFeedbackType, {
    description:
      'Sends the id of a picture whenever somebody comments on it, deletes a comment, approves it or requests changes. It starts ' +
      'with the next change. Then query the comments and verdicts of the picture.',
    subscribe: ({ args, context }: { args: FeedbackChangedArgs; context: Context }): Watch<ImageFeedback> =>
      context.services.watchFeedback(readTypeId('prj', args.projectId, 'projectId')),
  })
  @Needs('VIEWER', inProject('projectId'))
  feedbackChanged(
    @Root() feedback: ImageFeedback,
    @Args(() => FeedbackChangedArgs) _asked: FeedbackChangedArgs,
  ): ImageFeedback {
    return feedback;
  }

  @FieldResolver(() => ID)
  id(@Root() comment: ImageComment): string {
    return typeId('cmt', comment.id);
  }

  @FieldResolver(() => Boolean)
  isGuest(@Root() { shareLinkId }: ImageComment): boolean {
    return shareLinkId !== null;
  }
}

@Resolver(() => ImageFeedbackType)
export class ImageFeedbackResolver {
  @FieldResolver(() => ID)
  imageId(@Root() { imageId }: ImageFeedback): string {
    return typeId('img', imageId);
  }
}

/** The comments and verdicts of an image. */
@Resolver(() => ImageType)
export class ImageCommentsResolver {
  @FieldResolver(() => CommentConnection, {
    description: 'The comments of people in the project and of guests, newest first.',
  })
  async comments(
    @Root() { id: imageId, projectId }: StoredImage,
    @Ctx() { services, read }: Context,
    @Args(() => PageArgs) asked: PageArgs,
  ): Promise<Connection<ImageComment>> {
    const list = { name: 'comments', ownerId: imageId } as const;
    const range = readPage(list, asked, (position) => position as CommentId); // positions in this list are ids of comments
    const found = await read(() => services.imageComments.page({ projectId, imageId, ...range }));
    return connectionOf(list, { range, found, positionOf: (comment) => comment.id });
  }

  @FieldResolver(() => [GuestVerdict], {
    description: 'The last verdict of each guest, through any share link, newest first; at most 100.',
  })
  verdicts(@Root() { id }: StoredImage, @Ctx() { loaders }: Context): Promise<readonly Decided[]> {
    return loaders.verdicts.load(id);
  }

  @FieldResolver(() => FeedbackCountsType, {
    description: 'The numbers of its comments and verdicts, for lists that do not show them.',
  })
  feedbackCounts(@Root() { id }: StoredImage, @Ctx() { loaders }: Context): Promise<FeedbackCounts> {
    return loaders.feedbackCounts.load(id);
  }
}

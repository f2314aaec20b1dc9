import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Resolver, Root } from 'type-graphql';
import type { ShareLinkId } from '../ids.ts';
import type { StoredImage } from '../images/image.ts';
import { NotFoundError } from '../input/invalid-input.ts';
import type { Project } from '../ledger/project.ts';
import type { ShareLink } from '../shares/share-link.ts';
import { type Connection, connectionOf, PageArgs, readPage } from './connection.ts';
import { authorOf, type Context } from './context.ts';
import { ImageType } from './image.types.ts';
import { readTypeId, typeId } from './ids/type-id.ts';
import { ProjectType } from './project.types.ts';
import { keyConflict } from './refusals.ts';
import { inProject, Needs, ofShareLink } from './rules.ts';
import { CreateShareLinkInput, CreateShareLinkResult, ShareLinkConnection, ShareLinkType } from './share.types.ts';

@Resolver(() => ShareLinkType)
export class ShareLinkResolver {
  @Needs('EDITOR', inProject('input.projectId'))
  @Mutation(() => CreateShareLinkResult, {
    description:
      'Creates a link with which guests see selected pictures without a key. A project has at most 200 open links at a time.',
  })
  async createShareLink(
    @Arg('input', () => CreateShareLinkInput, {
      description: 'The pictures to share, the title and the end of the link.',
    })
    input: CreateShareLinkInput,
    @Ctx() context: Context,
  ): Promise<CreateShareLinkResult> {
    const { shareLinks, shareUrl } = context.services;
    const projectId = readTypeId('prj', input.projectId, 'projectId');
    const imageIds = input.imageIds.map((id) => readTypeId('img', id, 'imageIds'));
    const allowsDownload = input.allowsDownload ?? false;
    const outcome = await shareLinks.create({ ...input, projectId, imageIds, allowsDownload }, authorOf(context));
    if (outcome.status === 'conflict') return keyConflict(input.idempotencyKey);
    const url = outcome.status === 'created' ? shareUrl(outcome.secret) : null;
    return { __typename: 'CreatedShareLink', shareLink: outcome.link, url, replayed: url === null };
  }

  @Needs('EDITOR', ofShareLink('id'))
  @Mutation(() => ShareLinkType, {
    description:
      'Ends a share link at once: its page no longer shows pictures. The comments and verdicts of guests are kept. Picture URLs ' +
      'that guests already have expire within 75 minutes. Has no effect on a revoked link.',
  })
  async revokeShareLink(
    @Arg('id', () => ID, { description: 'shr_…' }) id: string,
    @Ctx() context: Context,
  ): Promise<ShareLink> {
    const link = await context.services.shareLinks.revoke(readTypeId('shr', id, 'id'), authorOf(context));
    if (!link) throw new NotFoundError('id', 'share link');
    return link;
  }

  @FieldResolver(() => ID)
  id(@Root() link: ShareLink): string {
    return typeId('shr', link.id);
  }

  @FieldResolver(() => [ImageType], {
    description: 'The shared pictures in the order in which guests see them, without deleted pictures.',
  })
  async images(@Root() { imageIds }: ShareLink, @Ctx() { loaders }: Context): Promise<StoredImage[]> {
    const images = await Promise.all(imageIds.map((id) => loaders.image.load(id)));
    return images.filter((image) => image !== null);
  }
}

@Resolver(() => ProjectType)
export class ProjectShareLinksResolver {
  @FieldResolver(() => ShareLinkConnection, {
    description: 'The share links of the project, newest first, including ended and revoked links.',
  })
  async shareLinks(
    @Root() project: Project,
    @Ctx() { services, read }: Context,
    @Args(() => PageArgs) asked: PageArgs,
  ): Promise<Connection<ShareLink>> {
    const list = { name: 'shareLinks', ownerId: project.id } as const;
    const range = readPage(list, asked, (position) => position as ShareLinkId); // positions in this list are ids of links
    const found = await read(() => services.shareLinks.page({ projectId: project.id, ...range }));
    return connectionOf(list, { range, found, positionOf: (link) => link.id });
  }
}

import { Arg, Args, ArgsType, Ctx, Field, FieldResolver, ID, Int, Resolver, Root } from 'type-graphql';
import type { Action } from '../actions/action.ts';
import type { ActionId, ImageId } from '../ids.ts';
import type { StoredImage } from '../images/image.ts';
import type { LedgerEntry } from '../ledger/kernel/entry.ts';
import type { Project } from '../ledger/project.ts';
import { invalid } from '../input/invalid-input.ts';
import type { ProjectGrant } from '../ledger/queries/grants.ts';
import { ActionConnection, ActionFilter } from './action.types.ts';
import { type Connection, connectionOf, PAGE_MAX, PageArgs, readFirst, readPage } from './connection.ts';
import type { Context } from './context.ts';
import { CreditExpiry, CreditGrantType } from './credit-grant.types.ts';
import { CreditTransactionConnection, CreditTransactionFilter } from './credit-transaction.types.ts';
import { Download } from './download.types.ts';
import { ImageConnection } from './image.types.ts';
import { readTypeId } from './ids/type-id.ts';
import { ProjectType } from './project.types.ts';
import { readRange, readTransactionFilter } from './transaction-filter.ts';

@ArgsType()
class ActionsArgs extends PageArgs {
  @Field(() => ActionFilter, { nullable: true, description: 'Restricts the list. Default: all actions.' })
  filter?: ActionFilter | null;
}

@ArgsType()
class TransactionsArgs extends PageArgs {
  @Field(() => CreditTransactionFilter, {
    nullable: true,
    description: 'Restricts the list. Default: all transactions.',
  })
  filter?: CreditTransactionFilter | null;
}

@ArgsType()
class GrantsArgs {
  @Field(() => Boolean, { nullable: true, defaultValue: false, description: 'Includes grants with no credits left.' })
  includeSpent!: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    defaultValue: false,
    description: 'Restricts the list to grants with no credits left; includeSpent is then ignored.',
  })
  onlySpent!: boolean | null;

  @Field(() => Int, {
    nullable: true,
    defaultValue: PAGE_MAX,
    description: `Maximum number of grants to return, 1 to ${PAGE_MAX}.`,
  })
  first!: number;

  @Field(() => ID, { nullable: true, description: 'Only grants that are spent after this one: grt_….' })
  after?: string | null;
}

/** The lists that hang from a project. */
@Resolver(() => ProjectType)
export class ProjectListsResolver {
  @FieldResolver(() => [CreditGrantType], {
    description: 'The grants of the project, in the order in which they are spent.',
  })
  async grants(
    @Root() project: Project,
    @Ctx() { services, loaders, read }: Context,
    @Args(() => GrantsArgs) asked: GrantsArgs,
  ): Promise<ProjectGrant[]> {
    const first = readFirst(asked.first);
    const after = asked.after ? readTypeId('grt', asked.after, 'after') : null;
    if (after !== null && (await loaders.grant.load(after))?.projectId !== project.id) {
      throw invalid('after', 'must be the id of a grant of this project');
    }
    const which = asked.onlySpent ? 'spent' : asked.includeSpent ? 'all' : 'live';
    return read(() => services.historyAsOf(project).grantPage({ projectId: project.id, which, first, after }));
  }

  @FieldResolver(() => CreditExpiry, {
    nullable: true,
    description: 'The credits of the project that expire next; null if none of them expire.',
  })
  async nextExpiry(@Root() project: Project, @Ctx() { services, read }: Context): Promise<CreditExpiry | null> {
    const { id, nextExpiryAt: at } = project;
    if (at === null) return null;
    return { at, credits: await read(() => services.historyAsOf(project).creditsExpiringAt(id, at)) };
  }

  @FieldResolver(() => ActionConnection, { description: 'The actions of the project, newest first.' })
  async actions(
    @Root() project: Project,
    @Ctx() { services, loaders, read }: Context,
    @Args(() => ActionsArgs) asked: ActionsArgs,
  ): Promise<Connection<Action>> {
    const list = { name: 'actions', ownerId: project.id } as const;
    const range = readPage(list, asked, (position) => position as ActionId); // positions in this list are ids of actions
    const { from, to } = readRange(asked.filter);
    const { kinds = null, statuses = null } = asked.filter ?? {};
    const page = { ...range, kinds, statuses, from, to };
    const found = await read(() => services.actions.page(project, page));
    for (const action of found) loaders.action.prime(action.id, action);
    return connectionOf(list, { range, found, positionOf: (action) => action.id });
  }

  @FieldResolver(() => CreditTransactionConnection, { description: 'The transactions of the project, newest first.' })
  async transactions(
    @Root() project: Project,
    @Ctx() { services, loaders, read }: Context,
    @Args(() => TransactionsArgs) asked: TransactionsArgs,
  ): Promise<Connection<LedgerEntry>> {
    const list = { name: 'transactions', ownerId: project.id } as const;
    const range = readPage(list, asked, Number);
    const page = { projectId: project.id, ...range, ...readTransactionFilter(asked.filter) };
    const found = await read(() => services.historyAsOf(project).entryPage(page));
    for (const entry of found) loaders.entry.prime(entry, entry);
    return connectionOf(list, { range, found, positionOf: (entry) => entry.sequence });
  }

  @FieldResolver(() => Download, {
    description:
      'A download of the matching transactions as one CSV file (RFC 4180, UTF-8), newest first, without a row limit. ' +
      'Columns: time (UTC), kind, action, amount, balance_after, actor, note, sequence, transaction_id, action_id, ' +
      'api_key_id. Text that a spreadsheet would run as a formula is prefixed with an apostrophe.',
  })
  transactionsCsv(
    @Root() project: Project,
    @Ctx() { services }: Context,
    @Arg('filter', () => CreditTransactionFilter, {
      nullable: true,
      description: 'Restricts the list. Default: all transactions.',
    })
    filter?: CreditTransactionFilter | null,
  ): Download {
    const wish = { projectId: project.id, through: project.sequence, filter: readTransactionFilter(filter) };
    return services.transactionDownloads.offer(wish);
  }

  @FieldResolver(() => ImageConnection, {
    description: 'The images of the project, both uploaded and made by actions, newest first.',
  })
  async images(
    @Root() project: Project,
    @Ctx() { services, loaders, read }: Context,
    @Args(() => PageArgs) asked: PageArgs,
  ): Promise<Connection<StoredImage>> {
    const list = { name: 'images', ownerId: project.id } as const;
    const range = readPage(list, asked, (position) => position as ImageId); // positions in this list are ids of images
    const found = await read(() => services.images.page({ projectId: project.id, ...range }));
    for (const image of found) loaders.image.prime(image.id, image);
    return connectionOf(list, { range, found, positionOf: (image) => image.id });
  }
}

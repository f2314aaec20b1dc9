import { ArgsType, type ClassType, Field, Int, ObjectType } from 'type-graphql';
import { checkInput, invalid } from '../input/invalid-input.ts';
import type { PageRange } from '../page-range.ts';
import { integerInput } from '../input/rules.ts';
import { z } from 'zod';
import { type CursorList, readCursor, writeCursor } from './cursor.ts';

/** A page has so many nodes at the most. */
export const PAGE_MAX = 200;
const PAGE_DEFAULT = 50;

/** The arguments of a page of a list, as specified by Relay's cursor connections. */
@ArgsType()
export class PageArgs {
  @Field(() => Int, {
    nullable: true,
    defaultValue: PAGE_DEFAULT,
    description:
      `Maximum number of nodes to return from the start of the list, or after the cursor \`after\`: 1 to ${PAGE_MAX}. ` +
      'The default applies only without last.',
  })
  first?: number | null;

  @Field(() => String, {
    nullable: true,
    description: 'Only nodes after this cursor, which must come from the same list.',
  })
  after?: string | null;

  @Field(() => Int, {
    nullable: true,
    description:
      `Maximum number of nodes to return from the end of the list, or before the cursor \`before\`: 1 to ${PAGE_MAX}. ` +
      'The nodes keep the order of the list. Cannot be combined with first.',
  })
  last?: number | null;

  @Field(() => String, {
    nullable: true,
    description: 'Only nodes before this cursor, which must come from the same list.',
  })
  before?: string | null;
}

@ObjectType({ description: 'The cursors of a page, and whether there are more pages.' })
export class PageInfo {
  @Field({
    description:
      'True if there are nodes after this page. Fetch them with after: endCursor. With first, nodes from the cursor ' +
      '`before` on do not count; with last, true if `before` was given.',
  })
  hasNextPage!: boolean;

  @Field({
    description:
      'True if there are nodes before this page. Fetch them with last and before: startCursor. With last, nodes up to the ' +
      'cursor `after` do not count; with first, true if `after` was given.',
  })
  hasPreviousPage!: boolean;

  @Field(() => String, { nullable: true, description: 'The cursor of the first node; null if the page is empty.' })
  startCursor!: string | null;

  @Field(() => String, { nullable: true, description: 'The cursor of the last node; null if the page is empty.' })
  endCursor!: string | null;
}

export interface Connection<Node> {
  readonly edges: readonly { readonly cursor: string; readonly node: Node }[];
  readonly nodes: readonly Node[];
  readonly pageInfo: PageInfo;
}

/** The connection type of a node type, and the edge type that belongs to it. */
export function connectionType(nodeName: string, nodeType: () => ClassType): ClassType {
  @ObjectType(`${nodeName}Edge`, { description: 'A node and its cursor.' })
  class Edge {
    @Field({ description: 'Pass it as after to get the nodes that follow.' })
    cursor!: string;

    @Field(nodeType, { description: 'The node.' })
    node!: object;
  }

  @ObjectType(`${nodeName}Connection`, { description: 'One page of a list.' })
  class ConnectionType {
    @Field(() => [Edge], { description: 'The nodes of this page with their cursors.' })
    edges!: Edge[];

    @Field(() => [nodeType()], { description: 'The nodes of this page.' })
    nodes!: object[];

    @Field(() => PageInfo, { description: 'The cursors of this page, and whether there are more pages.' })
    pageInfo!: PageInfo;
  }
  return ConnectionType;
}

const pageSize = integerInput(1, PAGE_MAX, 'nodes');
const firstRules = z.object({ first: pageSize });
const lastRules = z.object({ last: pageSize });

/** The requested number of nodes. Throws InvalidInputError. */
export function readFirst(first: number): number {
  return checkInput(firstRules, { first }).first;
}

/**
 * The range that the arguments ask for; `positionOf` reads what a cursor of the list contains. Throws InvalidInputError.
 *
 * GraphQL fills in the default of `first`, so that a request without `first` looks like one with the default. Beside `last`,
 * a `first` equal to the default is therefore ignored, and any other is refused.
 */
export function readPage<Position>(
  list: CursorList,
  { first, after, last, before }: PageArgs,
  positionOf: (position: string) => Position,
): PageRange<Position> {
  const isBackward = (last ?? null) !== null;
  if (isBackward && (first ?? PAGE_DEFAULT) !== PAGE_DEFAULT) {
    throw invalid('last', 'cannot be combined with first: pass one of them');
  }
  return {
    limit: isBackward ? checkInput(lastRules, { last }).last : readFirst(first ?? PAGE_DEFAULT),
    after: after ? positionOf(readCursor(list, 'after', after)) : null,
    before: before ? positionOf(readCursor(list, 'before', before)) : null,
    isBackward,
  };
}

/** The page that was read for a range: `found` is in the order in which it was read, with one row beyond the limit if there is one. */
export function connectionOf<Node>(
  list: CursorList,
  {
    range,
    found,
    positionOf,
  }: {
    range: PageRange<unknown>;
    found: readonly Node[];
    positionOf: (node: Node) => string | number;
  },
): Connection<Node> {
  const { limit, after, before, isBackward } = range;
  const read = found.slice(0, limit);
  const nodes = isBackward ? read.toReversed() : read;
  const edges = nodes.map((node) => ({ cursor: writeCursor(list, positionOf(node)), node }));
  const hasMore = found.length > limit;
  return {
    edges,
    nodes,
    pageInfo: {
      hasNextPage: isBackward ? before !== null : hasMore,
      hasPreviousPage: isBackward ? hasMore : after !== null,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}

import { ArgsType, type ClassType, Field, Int, ObjectType } from 'type-graphql';
import { checkInput } from '../input/invalid-input.ts';
import { wholeNumber } from '../input/rules.ts';
import { z } from 'zod';
import { type CursorList, readCursor, writeCursor } from './cursor.ts';

/** A page has so many nodes at the most. */
export const PAGE_MAX = 200;
const PAGE_DEFAULT = 50;

/** How a page of any list is asked for. */
@ArgsType()
export class PageArgs {
  @Field(() => Int, {
    nullable: true,
    defaultValue: PAGE_DEFAULT,
    description: `Maximum number of nodes to return, 1 to ${PAGE_MAX}.`,
  })
  first!: number;

  @Field(() => String, {
    nullable: true,
    description: 'Only nodes after this cursor, which must come from the same list.',
  })
  after?: string | null;
}

@ObjectType({ description: 'The cursors of a page, and whether there are more pages.' })
export class PageInfo {
  @Field({ description: 'True if there are nodes after this page. Fetch them with after: endCursor.' })
  hasNextPage!: boolean;

  @Field({ description: 'True if this page was requested with after, so that there are nodes before it.' })
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

const pageRules = z.object({ first: wholeNumber(1, PAGE_MAX, 'nodes') });

/** How many nodes a page may have, as it was asked for. Throws InvalidInputError. */
export function readFirst(first: number): number {
  return checkInput(pageRules, { first }).first;
}

/** How a page was asked for: `position` is what the cursor stands for. Throws InvalidInputError. */
export function readPage(
  list: CursorList,
  first: number,
  after: string | null,
): { first: number; position: string | null } {
  return { first: readFirst(first), position: after === null ? null : readCursor(list, after) };
}

/** A page of what was read: `found` has one node more than asked for where the list goes on. */
export function connectionOf<Node>(
  list: CursorList,
  {
    first,
    after,
    found,
    positionOf,
  }: {
    first: number;
    after: string | null;
    found: readonly Node[];
    positionOf: (node: Node) => string | number;
  },
): Connection<Node> {
  const nodes = found.slice(0, first);
  const edges = nodes.map((node) => ({ cursor: writeCursor(list, positionOf(node)), node }));
  return {
    edges,
    nodes,
    pageInfo: {
      hasNextPage: found.length > first,
      hasPreviousPage: after !== null,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}

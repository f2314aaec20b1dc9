import DataLoader from 'dataloader';
import type { Action } from '../actions/action.ts';
import { hasProject, type Viewer } from '../access/viewer.ts';
import type { ImageId, StoredImage } from '../images/image.ts';
import type { LedgerEntry } from '../ledger/kernel/entry.ts';
import type { ActionId, GrantId, Instant, ProjectId } from '../ledger/kernel/ids.ts';
import type { Project } from '../ledger/project.ts';
import type { Place } from '../ledger/queries/entries.ts';
import type { ProjectGrant } from '../ledger/queries/grants.ts';
import type { Services } from './services.ts';

/** A project at an instant. */
export interface Moment {
  readonly projectId: ProjectId;
  readonly at: Instant;
}

/**
 * What one execution has looked up: each thing once, and what a list needs in one go. They live as long as the execution
 * and no longer; every event of a subscription gets new ones.
 */
export interface Loaders {
  /** Null where the viewer has no such project. The rest hang from a project that has been looked up here. */
  readonly project: DataLoader<ProjectId, Project | null>;
  readonly action: DataLoader<ActionId, Action | null>;
  readonly image: DataLoader<ImageId, StoredImage | null>;
  readonly grant: DataLoader<GrantId, ProjectGrant | null>;
  readonly entry: DataLoader<Place, LedgerEntry | null, string>;
  /** The balance of a project at an instant that has passed. */
  readonly balanceAt: DataLoader<Moment, number, string>;
}

export function createLoaders(services: Services, viewer: Viewer | null): Loaders {
  return {
    project: byId(async (ids) => {
      const projects = viewer === null ? [] : await services.projects.findMany(ids);
      return projects.filter(
        ({ id, workspaceId }) => viewer && workspaceId === viewer.workspaceId && hasProject(viewer, id),
      );
    }),
    action: byId((ids) => services.actions.findMany(ids)),
    image: byId(async (ids) => (await services.images.findMany(ids)).filter((image) => image.stored)),
    grant: byId((ids) => services.history.grantsById(ids)),
    entry: new DataLoader(
      async (places: readonly Place[]) => {
        const found = new Map((await services.history.entriesAt(places)).map((entry) => [placeKey(entry), entry]));
        return places.map((place) => found.get(placeKey(place)) ?? null);
      },
      { cacheKeyFn: placeKey },
    ),
    balanceAt: new DataLoader((moments: readonly Moment[]) => balancesOf(moments, services), {
      cacheKeyFn: ({ projectId, at }) => `${projectId} ${at}`,
    }),
  };
}

function byId<Id extends string, Thing extends { readonly id: Id }>(
  find: (ids: readonly Id[]) => Promise<readonly Thing[]>,
): DataLoader<Id, Thing | null> {
  return new DataLoader(async (ids: readonly Id[]) => {
    const found = new Map((await find(ids)).map((thing) => [thing.id, thing]));
    return ids.map((id) => found.get(id) ?? null);
  });
}

async function balancesOf(moments: readonly Moment[], { history }: Services): Promise<number[]> {
  const found = new Map<Moment, number>();
  for (const [projectId, ofProject] of Map.groupBy(moments, (moment) => moment.projectId)) {
    const balances = await history.balancesAt(
      projectId,
      ofProject.map(({ at }) => at),
    );
    for (const [place, moment] of ofProject.entries()) found.set(moment, balances[place] ?? 0);
  }
  return moments.map((moment) => found.get(moment) ?? 0);
}

function placeKey({ projectId, sequence }: Place): string {
  return `${projectId} ${sequence}`;
}

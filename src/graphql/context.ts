import { hasProject, type Viewer } from '../access/viewer.ts';
import type { ProjectId } from '../ids.ts';
import { publicError } from './errors.ts';
import { Loaders } from './loaders.ts';
import type { Services } from './services.ts';

/** What every resolver is given. */
export interface Context {
  readonly services: Services;
  /** Null where the request carries no credential. */
  readonly viewer: Viewer | null;
  readonly loaders: Loaders;
  /** Whether the client has been told that its time is over: nothing more is begun for it. */
  isOver: boolean;
}

/** Whether the viewer has the project. Asks the database once for each project, and never again. */
export async function visibleProject({ viewer, services }: Context, id: ProjectId): Promise<boolean> {
  if (!viewer || !hasProject(viewer, id)) return false;
  return (await services.projects.workspaceOf(id)) === viewer.workspaceId;
}

export function createContext(services: Services, viewer: Viewer | null): Context {
  return { services, viewer, loaders: new Loaders(services, viewer), isOver: false };
}

/** The viewer of a field that needs one. The rule beside the field has let nobody else through. */
export function viewerOf({ viewer }: Context): Viewer {
  if (!viewer) throw unauthenticated();
  return viewer;
}

export function unauthenticated(): ReturnType<typeof publicError> {
  return publicError(
    'UNAUTHENTICATED',
    'Send an API key: the header "authorization: Bearer dkr_…", or connectionParams.authorization on a WebSocket.',
    { http: { status: 401 } },
  );
}

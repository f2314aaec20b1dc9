import type { GraphQLError } from 'graphql';
import { hasProject, type Viewer } from '../access/viewer.ts';
import type { Administrator } from '../audit/audit.ts';
import type { ProjectId } from '../ids.ts';
import { publicError, REQUEST_TIMEOUT_ERROR } from './errors.ts';
import type { Read } from './read-shares.ts';
import { Loaders } from './loaders.ts';
import type { Services } from './services.ts';

/** What every resolver is given. */
export interface Context {
  readonly services: Services;
  /** Null where the request carries no credential. */
  readonly viewer: Viewer | null;
  readonly loaders: Loaders;
  /** Leads to the database: what a field reads there waits for its turn, and is not begun once the time is over. */
  readonly read: Read;
  /** Of the request. An object of its own, because Apollo copies the context for each operation. */
  readonly time: { isOver: boolean };
  /** Counts a question to the documentation; throws RATE_LIMITED where it is one too many. */
  readonly countAsk: () => void;
  /** Counts a subject to be found; throws RATE_LIMITED where it is one too many. */
  readonly countSubject: () => void;
  /** Counts what an operation does beyond one request: what the credential sends next waits for it. */
  readonly countRequests: (more: number) => void;
}

/** How what a viewer does is counted. */
export interface Counts {
  /** Counts a question to the documentation; why it is refused, or null. */
  readonly refuseAsk: () => GraphQLError | null;
  /** Counts a subject to be found; why it is refused, or null. */
  readonly refuseSubject: () => GraphQLError | null;
  readonly countRequests: (more: number) => void;
}

/** A subscription asks nothing and does nothing. */
const NOTHING_COUNTS: Counts = { refuseAsk: () => null, refuseSubject: () => null, countRequests: () => undefined };

/** Whether the viewer has the project. Asks the database once for each project, and never again. */
export async function visibleProject({ viewer, services }: Context, id: ProjectId): Promise<boolean> {
  if (!viewer || !hasProject(viewer, id)) return false;
  return (await services.projects.workspaceOf(id)) === viewer.workspaceId;
}

export function createContext(
  services: Services,
  viewer: Viewer | null,
  { refuseAsk, refuseSubject, countRequests }: Counts = NOTHING_COUNTS,
): Context {
  const time = { isOver: false }; // told to the client: nothing more is begun for it
  // The tokens of a key share with it, or a key could make itself as many shares as it likes.
  const inShare = services.readShares.ofRequest(viewer?.keyId ?? viewer?.credential ?? '');
  const read: Read = (begin) =>
    inShare(() => {
      if (time.isOver) throw REQUEST_TIMEOUT_ERROR;
      return begin();
    });
  const loaders = new Loaders(services, viewer, read);
  const [countAsk, countSubject] = [counting(refuseAsk), counting(refuseSubject)];
  return { services, viewer, loaders, read, time, countAsk, countSubject, countRequests };
}

/** Counts by refusing: throws what is refused. */
function counting(refuse: () => GraphQLError | null): () => void {
  return () => {
    const refusal = refuse();
    if (refusal) throw refusal;
  };
}

/** The viewer of a field that needs one. The rule beside the field has let nobody else through. */
export function viewerOf({ viewer }: Context): Viewer {
  if (!viewer) throw unauthenticated();
  return viewer;
}

/** The viewer as the author of an audit entry. */
export function authorOf(context: Context): Administrator {
  const { workspaceId, name } = viewerOf(context);
  return { workspaceId, actor: name };
}

export function unauthenticated(): ReturnType<typeof publicError> {
  return publicError(
    'UNAUTHENTICATED',
    'Send an API key: the header "authorization: Bearer dkr_…", or connectionParams.authorization on a WebSocket.',
    { http: { status: 401 } },
  );
}

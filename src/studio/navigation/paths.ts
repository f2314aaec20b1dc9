/** What a project page can show. */
export const PROJECT_TABS = ['studio', 'sheet', 'history', 'credits', 'settings'] as const;
export type ProjectTab = (typeof PROJECT_TABS)[number];

/** The URL parameter in the studio that opens the comments on the picture. */
export const FEEDBACK_PARAM = 'comments';

/** Every address of the page: it can be shared, kept and loaded again. */
export const paths = {
  projects: '/',
  project: (projectId: string, tab: ProjectTab = 'studio') => `/projects/${projectId}/${tab}`,
  /** The picture of an action, or an uploaded one, in its project. */
  picture: (projectId: string, id: string) => `/projects/${projectId}/studio?picture=${id}`,
  /** A picture with its comments open. */
  comments: (projectId: string, id: string) => `${paths.picture(projectId, id)}&${FEEDBACK_PARAM}=1`,
  help: '/help',
  admin: '/admin',
  adminSection: (section: string) => (section === 'keys' ? '/admin' : `/admin?show=${section}`),
  alerts: '/alerts',
} as const;

/** The project and the tab of an address; undefined: the address has none. */
export function placeIn(address: string): { readonly projectId: string | undefined; readonly tab: string | undefined } {
  const [, projectId, tab] = /^\/projects\/([^/]+)(?:\/(\w+))?/.exec(address) ?? [];
  return { projectId, tab };
}

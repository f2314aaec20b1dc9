/** What a project page can show. */
export const PROJECT_TABS = ['studio', 'history'] as const;
export type ProjectTab = (typeof PROJECT_TABS)[number];

/** Every address of the page: it can be shared, kept and loaded again. */
export const paths = {
  projects: '/',
  project: (projectId: string, tab: ProjectTab = 'studio') => `/projects/${projectId}/${tab}`,
  help: '/help',
  admin: '/admin',
} as const;

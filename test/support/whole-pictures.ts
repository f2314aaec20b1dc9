import type { Operation } from './whole-operation.ts';

type WithId = (kind: string, field: string, id: string, names: Operation['names'], argument?: string) => Operation;

/** The root fields of pictures and presets, by their names. */
export function pictureOperations(
  { prj, img, pst }: { readonly prj: string; readonly img: string; readonly pst: string },
  withId: WithId,
): Record<string, Operation> {
  return {
    setImageFavorite: withId('mutation', 'setImageFavorite', img, 'a project', 'favorite: true, id'),
    deleteImage: { text: 'mutation ($id: ID!) { deleteImage(id: $id) }', variables: { id: img }, names: 'a project' },
    restoreProject: withId('mutation', 'restoreProject', prj, 'a project'),
    eraseProject: {
      text: 'mutation ($id: ID!) { archiveProject(id: $id) { __typename } eraseProject(id: $id) { __typename } }',
      variables: { id: prj },
      names: 'a project',
    },
    promptExamples: { text: '{ promptExamples { __typename } }', variables: {}, names: 'nothing' },
    presets: { text: '{ presets { __typename } }', variables: {}, names: 'nothing' },
    createPreset: {
      text: 'mutation ($input: PresetInput!) { createPreset(input: $input) { __typename } }',
      variables: { input: { name: 'linen', background: 'linen' } },
      names: 'nothing',
    },
    updatePreset: {
      text: 'mutation ($id: ID!, $input: PresetInput!) { updatePreset(id: $id, input: $input) { __typename } }',
      variables: { id: pst, input: { name: 'linen' } },
      names: 'the workspace',
    },
    deletePreset: {
      text: 'mutation ($id: ID!) { deletePreset(id: $id) }',
      variables: { id: pst },
      names: 'the workspace',
    },
  };
}

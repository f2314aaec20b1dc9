import type { Operation } from './whole-operation.ts';

type WithId = (kind: string, field: string, id: string, names: Operation['names'], argument?: string) => Operation;

/** The root fields of pictures and presets, by their names. */
export function pictureOperations(
  { img, pst }: { readonly img: string; readonly pst: string },
  withId: WithId,
): Record<string, Operation> {
  return {
    setImageFavorite: withId('mutation', 'setImageFavorite', img, 'a project', 'favorite: true, id'),
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

import { useApolloClient, useQuery } from '@apollo/client/react';
import { graphql } from '../../../generated/gql.ts';
import type { PresetFieldsFragment, PresetInput } from '../../../generated/graphql.ts';
import { useSend } from '../../../api/use-send.ts';

export const PRESET_FIELDS = graphql(`
  fragment PresetFields on Preset {
    id
    name
    prompt
    model
    styling
    background
    aspectRatio
  }
`);

/** A workspace has at most 500; the newest are loaded first. */
const PRESETS = graphql(`
  query Presets {
    presets(first: 200) {
      edges {
        cursor
        node {
          ...PresetFields
        }
      }
    }
  }
`);

const CREATE_PRESET = graphql(`
  mutation CreatePreset($input: PresetInput!) {
    createPreset(input: $input) {
      ...PresetFields
    }
  }
`);

const DELETE_PRESET = graphql(`
  mutation DeletePreset($id: ID!) {
    deletePreset(id: $id)
  }
`);

/** The presets of the workspace, newest first; undefined until the server has answered. */
export function usePresets(): readonly PresetFieldsFragment[] | undefined {
  return useQuery(PRESETS).data?.presets.edges.map(({ node }) => node);
}

/** Keeps words under a name for everyone in the workspace. Answers whether it was done; else `error` says why not. */
export function useCreatePreset() {
  const client = useApolloClient();
  const { send, isSending, error, reset } = useSend(CREATE_PRESET);
  const create = async (input: PresetInput): Promise<boolean> => {
    const result = await send({ input });
    if (result) await client.refetchQueries({ include: [PRESETS] });
    return result !== null;
  };
  return { create, isSending, error, reset };
}

export function useDeletePreset() {
  const client = useApolloClient();
  const { send, error } = useSend(DELETE_PRESET);
  const remove = async (id: string): Promise<void> => {
    if (await send({ id })) await client.refetchQueries({ include: [PRESETS] });
  };
  return { remove, error };
}

/** Operations on pictures and presets. */
import { graphql } from './generated/index.ts';

export const createPreset = graphql(`
  mutation CreatePreset($input: PresetInput!) {
    createPreset(input: $input) {
      id
      name
      prompt
      background
      createdAt
    }
  }
`);

export const presets = graphql(`
  query Presets($first: Int, $after: String) {
    presets(first: $first, after: $after) {
      nodes {
        id
        name
        background
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

export const updatePreset = graphql(`
  mutation UpdatePreset($id: ID!, $input: PresetInput!) {
    updatePreset(id: $id, input: $input) {
      id
      name
      background
      aspectRatio
    }
  }
`);

export const deletePreset = graphql(`
  mutation DeletePreset($id: ID!) {
    deletePreset(id: $id)
  }
`);

export const setImageFavorite = graphql(`
  mutation SetImageFavorite($id: ID!, $favorite: Boolean!) {
    setImageFavorite(id: $id, favorite: $favorite) {
      id
      favorite
    }
  }
`);

export const favorites = graphql(`
  query Favorites($id: ID!) {
    project(id: $id) {
      images {
        nodes {
          id
          favorite
        }
      }
    }
  }
`);

export const performedWords = graphql(`
  query PerformedWords($id: ID!) {
    action(id: $id) {
      prompt
      model
      styling
      background
      aspectRatio
    }
  }
`);

export const deleteImage = graphql(`
  mutation DeleteImage($id: ID!) {
    deleteImage(id: $id)
  }
`);

export const restoreProject = graphql(`
  mutation RestoreProject($id: ID!) {
    restoreProject(id: $id) {
      id
      archivedAt
      balance
    }
  }
`);

export const eraseProject = graphql(`
  mutation EraseProject($id: ID!) {
    eraseProject(id: $id) {
      id
      name
      archivedAt
      erasedAt
      balance
    }
  }
`);

export const masksOf = graphql(`
  query MasksOf($id: ID!) {
    project(id: $id) {
      actions {
        nodes {
          mask {
            id
          }
        }
      }
      images {
        nodes {
          id
        }
      }
    }
  }
`);

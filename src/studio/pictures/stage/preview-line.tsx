import { useQuery } from '@apollo/client/react';
import { Anchor, Badge } from '@mantine/core';
import { graphql } from '../../generated/gql.ts';
import { sayRich } from '../../language/say.ts';

const ENGINES = graphql(`
  query Engines {
    engines {
      kind
      name
      isPreview
    }
  }
`);

/** Says of a picture that the preview engine made it, and what to do about that. */
export function PreviewLine({ engine }: { readonly engine: string }) {
  const { data } = useQuery(ENGINES);
  if (!data?.engines.some(({ name, isPreview }) => isPreview && name === engine)) return null;
  return (
    <span>
      {sayRich('stage.preview', {
        badge: <Badge size="xs" variant="default" />,
        link: <Anchor href="/docs/pictures/engines" size="xs" />,
      })}
    </span>
  );
}

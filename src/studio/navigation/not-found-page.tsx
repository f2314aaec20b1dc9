import { Anchor, Text } from '@mantine/core';
import { Link } from 'wouter';
import { say, sayRich } from '../language/say.ts';
import { PageFrame } from './page-frame.tsx';
import { paths } from './paths.ts';

export function NotFoundPage() {
  return (
    <PageFrame title={say('navigation.nothingHere')}>
      <Text>
        {sayRich('navigation.notYours', {
          link: <Anchor component={Link} href={paths.projects} underline="always" />,
        })}
      </Text>
    </PageFrame>
  );
}

import { Anchor, Text } from '@mantine/core';
import { Link } from 'wouter';
import { PageFrame } from './page-frame.tsx';
import { paths } from './paths.ts';

export function NotFoundPage() {
  return (
    <PageFrame title="There is nothing here">
      <Text>
        The address is not complete, or what it led to is not yours.{' '}
        <Anchor component={Link} href={paths.projects} underline="always">
          Go to your projects
        </Anchor>
      </Text>
    </PageFrame>
  );
}

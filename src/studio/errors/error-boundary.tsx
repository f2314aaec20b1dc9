import { Button, Container } from '@mantine/core';
import { Component, type ReactNode } from 'react';
import { say } from '../language/say.ts';
import { Problem } from './problem.tsx';

interface ErrorBoundaryProps {
  readonly children: ReactNode;
}

/** Keeps what failed to be drawn, or to be loaded, from taking the whole page with it. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, { hasFailed: boolean }> {
  override state = { hasFailed: false };

  static getDerivedStateFromError(): { hasFailed: boolean } {
    return { hasFailed: true };
  }

  override render(): ReactNode {
    if (!this.state.hasFailed) return this.props.children;
    const sentence = {
      title: say('errors.notShown'),
      detail: say('errors.loadNewer'),
    };
    return (
      <Container size="sm" py="xl">
        <Problem sentence={sentence}>
          <Button size="xs" variant="default" onClick={() => location.reload()}>
            {say('errors.loadAgain')}
          </Button>
        </Problem>
      </Container>
    );
  }
}

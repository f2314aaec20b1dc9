import { Button, Container } from '@mantine/core';
import { Component, type ReactNode } from 'react';
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
      title: 'This part of the page could not be shown.',
      detail: 'Your credits and pictures are safe. A newer version of the page may be there: load it again.',
    };
    return (
      <Container size="sm" py="xl">
        <Problem sentence={sentence}>
          <Button size="xs" variant="default" onClick={() => location.reload()}>
            Load the page again
          </Button>
        </Problem>
      </Container>
    );
  }
}

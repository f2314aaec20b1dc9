import { Button } from '@mantine/core';
import { Lightbulb } from 'lucide-react';
import { Suspense, useState } from 'react';
import { lazily } from '../../../navigation/lazily.ts';
import type { Drafts } from '../drafts.ts';

const ExamplesDialog = lazily(async () => (await import('./examples-dialog.tsx')).ExamplesDialog);

export interface ExamplesButtonProps {
  readonly label: string;
  /** Called with the fields of the chosen example. */
  readonly onPick: (words: Partial<Drafts['prompt']>) => void;
}

/** Opens the examples of Prompts. */
export function ExamplesButton({ label, onPick }: ExamplesButtonProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button
        size="xs"
        variant="default"
        leftSection={<Lightbulb size={14} aria-hidden="true" />}
        onClick={() => setOpen(true)}
      >
        {label}
      </Button>
      {isOpen && (
        <Suspense>
          <ExamplesDialog
            onClose={() => setOpen(false)}
            onPick={(words) => {
              setOpen(false);
              onPick(words);
            }}
          />
        </Suspense>
      )}
    </>
  );
}

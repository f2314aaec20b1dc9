import { Button, Text } from '@mantine/core';
import type { ActionKind } from '../../generated/graphql.ts';
import { isUnfinished, type SheetItem } from '../sheet/sheet-item.ts';
import classes from './action-form.module.css';

/** Why an action cannot start. */
export interface BaseProblem {
  readonly text: string;
  /** The picture is being made: it can in a moment. */
  readonly isPassing: boolean;
}

/** Why this action cannot start from this picture; null where it can. A Prompt starts from words. */
export function baseProblem(kind: ActionKind, base: SheetItem | undefined): BaseProblem | null {
  if (kind === 'PROMPT') return null;
  if (!base) return lasting('Choose a picture on the contact sheet to start from, or upload one.');
  if (base.action && isUnfinished(base.action)) return { text: 'Ready when this picture is.', isPassing: true };
  if (!base.picture) return lasting('There is no picture to start from here. Choose another on the contact sheet.');
  if (kind === 'PROMPT_EDIT' && !base.action) {
    return lasting(
      'Prompt (Edit) refines a picture that was made here, and this one was uploaded. Make one from it with Prompt, or choose another.',
    );
  }
  return null;
}

function lasting(text: string): BaseProblem {
  return { text, isPassing: false };
}

/** In the place of the form while there is nothing to start from. */
export function BaseNeeded({ problem, onUpload }: { problem: string; onUpload: () => void }) {
  return (
    <div className={classes.blocked}>
      <Text>{problem}</Text>
      <Button size="xs" variant="default" onClick={onUpload}>
        Upload a picture
      </Button>
    </div>
  );
}

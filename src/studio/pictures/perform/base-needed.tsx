import { Button, Text } from '@mantine/core';
import type { ActionKind } from '../../generated/graphql.ts';
import { say } from '../../language/say.ts';
import { isUnfinished, type SheetItem } from '../items/sheet-item.ts';
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
  if (!base) return lasting(say('perform.chooseOne'));
  if (base.action && isUnfinished(base.action)) return { text: say('perform.readySoon'), isPassing: true };
  if (!base.picture) return lasting(say('perform.noBase'));
  if (kind === 'PROMPT_EDIT' && !base.action) {
    return lasting(say('perform.editNeedsMade'));
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
        {say('perform.uploadPicture')}
      </Button>
    </div>
  );
}

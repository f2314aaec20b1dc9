import { isPreview, takesMask } from '../engines/engine-abilities.ts';
import { type EngineSettings, nameOfChoice } from '../engines/engine-settings.ts';
import type { EngineMethod } from '../engines/thread-messages.ts';
import type { ActionKind } from '../ledger/kernel/entry.ts';

/** Which engine performs the actions of a kind, as the operator has configured it. */
export interface ActionEngine {
  readonly kind: ActionKind;
  /** `builtin`, or `provider:model`. */
  readonly name: string;
  readonly isPreview: boolean;
  /** Whether the action may be given a mask. */
  readonly takesMask: boolean;
}

export type ActionEngines = Readonly<Record<ActionKind, ActionEngine>>;

const METHODS: Readonly<Record<ActionKind, EngineMethod>> = {
  PROMPT: 'prompt',
  PROMPT_EDIT: 'edit',
  BACKGROUND: 'background',
  EXPAND: 'expand',
};

export function actionEngines(choices: EngineSettings['choices']): ActionEngines {
  const of = (kind: ActionKind): ActionEngine => {
    const method = METHODS[kind];
    const choice = choices[method];
    return { kind, name: nameOfChoice(choice), isPreview: isPreview(choice), takesMask: takesMask(choice, method) };
  };
  return {
    PROMPT: of('PROMPT'),
    PROMPT_EDIT: of('PROMPT_EDIT'),
    BACKGROUND: of('BACKGROUND'),
    EXPAND: of('EXPAND'),
  };
}

import type { ActionKind } from '../generated/graphql.ts';
import { say } from '../language/say.ts';

/** The name of an action in the language of the page. */
export function actionTitle(kind: ActionKind): string {
  return say(`actions.${kind}`);
}

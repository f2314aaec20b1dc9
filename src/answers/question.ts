import { checkInput } from '../input/invalid-input.ts';
import { text } from '../input/rules.ts';
import { isBlank } from '../input/visible-text.ts';
import { z } from 'zod';

const QUESTION_CHARACTERS_MAX = 500;

/** The question that is answered in place of an empty one. */
export const HOW_TO_ASK = 'how do I ask the documentation a question';

/** The placeholder of the instructions, which crawlers follow word for word. */
const PLACEHOLDER = /^<question>?$/i;

const questionRules = z.object({ question: text(QUESTION_CHARACTERS_MAX) });
const goalRules = z.object({ goal: text(QUESTION_CHARACTERS_MAX) });

/** The question, trimmed; null if it is empty or the placeholder. Throws InvalidInputError. */
export function readQuestion(asked: string): string | null {
  const trimmed = asked.trim();
  if (isBlank(trimmed) || PLACEHOLDER.test(trimmed)) return null;
  return checkInput(questionRules, { question: trimmed }).question;
}

/** Returns null for an empty goal. */
export function readGoal(goal: string | null): string | null {
  return goal === null || isBlank(goal) ? null : checkInput(goalRules, { goal }).goal;
}

/** Throws InvalidInputError, also for an empty question. */
export function readRatedQuestion(asked: string): string {
  return checkInput(questionRules, { question: asked.trim() }).question;
}

import { VisuallyHidden } from '@mantine/core';
import { type FormEvent, type ReactNode, useRef, useState } from 'react';
import { useHotkeys } from '@mantine/hooks';
import { Problem } from '../../errors/problem.tsx';
import { usePriceList } from '../../prices/use-price-list.ts';
import type { SheetItem } from '../sheet/sheet-item.ts';
import { formatCredits } from '../../credits/format-credits.ts';
import { ActionPicker } from './action-picker.tsx';
import { BackgroundForm } from './background-form.tsx';
import { BaseNeeded, baseProblem } from './base-needed.tsx';
import { DetailsFields } from './details-fields.tsx';
import type { ChangeDrafts, Drafts } from './drafts.ts';
import { ExpandForm } from './expand-form.tsx';
import { PerformButton } from './perform-button.tsx';
import { PromptForm } from './prompt-form.tsx';
import { editOf, sidesOf } from './submission.ts';
import type { Accepted } from './use-perform.ts';
import type { Desk } from './use-desk.ts';
import classes from './action-form.module.css';

export interface ActionFormProps {
  readonly project: { readonly id: string; readonly name: string; readonly balance: number };
  readonly desk: Desk;
  /** The picture in the middle. */
  readonly base: SheetItem | undefined;
  readonly onUpload: () => void;
}

const NOTHING_MISSING: Readonly<Record<string, string>> = {};

/** The four actions, the form of the chosen one, and the button that tells what it costs and what will be left. */
export function ActionForm({ project, desk, base, onUpload }: ActionFormProps) {
  const { drafts, change, performing } = desk;
  const form = useRef<HTMLFormElement>(null);
  const [missing, setMissing] = useState(NOTHING_MISSING);
  const { priceList } = usePriceList();
  const price = priceList?.prices.find(({ kind }) => kind === drafts.kind);
  const blocked = baseProblem(drafts.kind, base);
  useHotkeys(
    [['mod+Enter', (event) => isOnPage(event) && !event.repeat && form.current?.requestSubmit()]],
    [], // from any field too
  );
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (blocked !== null || !price || price.credits > project.balance) return;
    const lacking = await desk.perform();
    setMissing(lacking);
    const [first] = Object.keys(lacking);
    if (first) form.current?.querySelector<HTMLElement>(`[data-field="${first}"]`)?.focus();
  };
  const changed: ChangeDrafts = (how) => {
    setMissing(NOTHING_MISSING);
    performing.forget();
    change(how);
  };
  return (
    <form ref={form} className={classes.panel} onSubmit={(event) => void submit(event)} noValidate aria-label="Action">
      <ActionPicker
        kind={drafts.kind}
        balance={project.balance}
        onPick={(kind) => changed((before) => ({ ...before, kind }))}
      />
      {blocked === null || blocked.isPassing ? (
        <div className={classes.fields}>
          <Fields drafts={drafts} change={changed} base={base} missing={missing} onUpload={onUpload} />
        </div>
      ) : (
        <BaseNeeded problem={blocked.text} onUpload={onUpload} />
      )}
      <div className={classes.foot}>
        <VisuallyHidden role="status">{performing.accepted && acceptedWords(performing.accepted)}</VisuallyHidden>
        {performing.problem && <Problem sentence={performing.problem.sentence} tone={performing.problem.tone} />}
        {price && (blocked === null || blocked.isPassing) && (
          <PerformButton
            project={project}
            price={price}
            isSending={performing.isSending || desk.isPreparing}
            isResuming={performing.isResuming}
            accepted={performing.accepted}
            blocked={blocked?.text ?? null}
          />
        )}
      </div>
    </form>
  );
}

type FieldsProps = Pick<ActionFormProps, 'base' | 'onUpload'> & {
  readonly drafts: Drafts;
  readonly change: ChangeDrafts;
  readonly missing: Readonly<Record<string, string>>;
};

function Fields({ drafts, change, base, missing, onUpload }: FieldsProps): ReactNode {
  const picture = base?.picture ?? base?.action?.source; // the form stays while its picture is being made
  switch (drafts.kind) {
    case 'PROMPT':
      return (
        <PromptForm
          draft={drafts.prompt}
          base={base}
          missing={missing}
          onChange={(draft) => change((before) => ({ ...before, prompt: { ...before.prompt, ...draft } }))}
          onUpload={onUpload}
        />
      );
    case 'PROMPT_EDIT':
      return <EditForm drafts={drafts} change={change} base={base} missing={missing} />;
    case 'BACKGROUND':
      return (
        <BackgroundForm
          draft={drafts.background}
          missing={missing}
          onChange={(draft) => change((before) => ({ ...before, background: { ...before.background, ...draft } }))}
        />
      );
    case 'EXPAND':
      return picture ? (
        <ExpandForm
          picture={picture}
          sides={sidesOf(drafts, picture.id)}
          prompt={drafts.expand.prompt}
          missing={missing}
          onSides={(sides) =>
            change((before) => ({ ...before, expand: { ...before.expand, imageId: picture.id, sides } }))
          }
          onPrompt={(prompt) => change((before) => ({ ...before, expand: { ...before.expand, prompt } }))}
        />
      ) : null;
  }
}

function EditForm({ drafts, change, base, missing }: Omit<FieldsProps, 'onUpload'>) {
  const action = base?.action;
  if (!action) return null;
  return (
    <DetailsFields
      details={editOf(drafts, action)}
      promptLabel="Refined prompt"
      promptHint="Change what is to be different; the rest of the picture keeps its place."
      error={missing['prompt']}
      onChange={(details) =>
        change((before) => ({
          ...before,
          edits: { ...before.edits, [action.id]: { ...editOf(before, action), ...details } },
        }))
      }
    />
  );
}

function acceptedWords({ credits, balanceAfter }: Accepted): string {
  return `Accepted. ${formatCredits(credits)} charged, ${formatCredits(balanceAfter)} left. The picture follows.`;
}

/** Not in a dialog above the page. */
function isOnPage({ target }: KeyboardEvent): boolean {
  return !(target instanceof Element) || target.closest('[role="dialog"]') === null;
}

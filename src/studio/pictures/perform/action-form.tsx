import { type FormEvent, type ReactNode, useRef, useState } from 'react';
import { useShortcut } from '../../shortcuts/use-shortcuts.ts';
import { usePriceList } from '../../prices/use-price-list.ts';
import { say } from '../../language/say.ts';
import { ActionPicker } from './action-picker.tsx';
import { BackgroundForm } from './background-form.tsx';
import { BaseNeeded, baseProblem } from './base-needed.tsx';
import { DetailsFields } from './details-fields.tsx';
import type { ChangeDrafts, Details, Drafts } from './drafts.ts';
import { ExpandForm } from './expand-form.tsx';
import { PerformFoot } from './perform-foot.tsx';
import { PromptForm } from './prompt-form.tsx';
import { SeedField } from './seed-field.tsx';
import { editOf, sidesOf } from './submission.ts';
import type { Desk } from './use-desk.ts';
import { affordable } from './variations.ts';
import classes from './action-form.module.css';

export interface ActionFormProps {
  readonly project: { readonly id: string; readonly name: string; readonly balance: number };
  readonly desk: Desk;
  readonly onUpload: () => void;
  /** Content above the form, which scrolls with it. */
  readonly children: ReactNode;
}

const NOTHING_MISSING: Readonly<Record<string, string>> = {};

/** The four actions, the form of the chosen one, and the button that tells what it costs and what will be left. */
export function ActionForm({ project, desk, onUpload, children }: ActionFormProps) {
  const { base, drafts, change, performing } = desk;
  const form = useRef<HTMLFormElement>(null);
  const [missing, setMissing] = useState(NOTHING_MISSING);
  const [isEarly, setEarly] = useState(false);
  const { priceList, error: priceError } = usePriceList();
  const price = priceList?.prices.find(({ kind }) => kind === drafts.kind);
  const blocked = baseProblem(drafts.kind, base);
  const label = say('perform.action');
  useShortcut('perform', () => form.current?.requestSubmit());
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setEarly(!price);
    if (blocked !== null || !price || price.credits > project.balance) return;
    const lacking = await desk.perform(affordable(drafts.count, price.credits, project.balance));
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
    <form ref={form} className={classes.panel} onSubmit={(event) => void submit(event)} noValidate aria-label={label}>
      <div className={classes.scrolled} onFocus={({ target }) => target.scrollIntoView({ block: 'nearest' })}>
        {children}
        <ActionPicker
          kind={drafts.kind}
          balance={project.balance}
          onPick={(kind) => changed((before) => ({ ...before, kind }))}
        />
        {blocked === null || blocked.isPassing ? (
          <div className={classes.fields}>
            <Fields desk={desk} change={changed} missing={missing} onUpload={onUpload} />
            <SeedField seed={drafts.seed} onSeed={(seed) => changed((before) => ({ ...before, seed }))} />
          </div>
        ) : (
          <BaseNeeded problem={blocked.text} onUpload={onUpload} />
        )}
      </div>
      <PerformFoot
        project={project}
        desk={desk}
        price={price}
        isPriceLoading={!price && !priceError}
        blocked={blocked}
        onChange={changed}
        isEarly={isEarly}
      />
    </form>
  );
}

type FieldsProps = Omit<ActionFormProps, 'project' | 'children'> & {
  readonly change: ChangeDrafts;
  readonly missing: Readonly<Record<string, string>>;
};

function Fields({ desk: { drafts, base, words }, change, missing, onUpload }: FieldsProps): ReactNode {
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
      return base ? (
        <EditForm actionId={base.id} drafts={drafts} words={words} change={change} missing={missing} />
      ) : null;
    case 'BACKGROUND':
      return (
        <BackgroundForm
          draft={drafts.background}
          isAgain={base?.action?.kind === 'BACKGROUND' && Boolean(base.action.source)}
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

interface EditFormProps extends Pick<FieldsProps, 'change' | 'missing'> {
  readonly actionId: string;
  readonly drafts: Drafts;
  readonly words: Details;
}

function EditForm({ actionId, drafts, words, change, missing }: EditFormProps) {
  return (
    <DetailsFields
      details={editOf(drafts, actionId, words)}
      promptLabel={say('perform.refined')}
      promptHint={say('perform.aboutRefined')}
      error={missing['prompt']}
      onChange={(details) =>
        change((before) => ({
          ...before,
          edits: { ...before.edits, [actionId]: { ...editOf(before, actionId, words), ...details } },
        }))
      }
    />
  );
}

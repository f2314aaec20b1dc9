import { Modal, SegmentedControl, Stack } from '@mantine/core';
import { useState } from 'react';
import { formatCredits } from '../../../language/formats.ts';
import { Problem } from '../../../errors/problem.tsx';
import type { PictureFragment, ProjectSummaryFragment } from '../../../generated/graphql.ts';
import { DialogButtons } from '../../../look/dialog-buttons.tsx';
import { say } from '../../../language/say.ts';
import { LimitedTextarea } from '../../../look/limited-text.tsx';
import { toastDone } from '../../../look/toast.tsx';
import { usePriceList } from '../../../prices/use-price-list.ts';
import { affordable } from '../../perform/variations.ts';
import { DETAIL_MAX } from '../../perform/submission.ts';
import { type BatchEnd, type BatchWish, fitFor, useBatch } from './use-batch.ts';
import classes from './selection-bar.module.css';

const RATIOS = ['1:1', '4:5', '9:16', '16:9'];

export type BatchKind = BatchWish['kind'];

export interface BatchDialogProps {
  readonly kind: BatchKind;
  readonly project: ProjectSummaryFragment;
  readonly pictures: readonly PictureFragment[];
  readonly onClose: () => void;
  /** Everything was accepted. */
  readonly onDone: () => void;
}

/** One action on many pictures: the form, the total price, and the results. */
export function BatchDialog({ kind, project, pictures, onClose, onDone }: BatchDialogProps) {
  const [background, setBackground] = useState('');
  const [ratio, setRatio] = useState('4:5');
  const { perform, isSending, failure } = useBatch(project.id);
  const [end, setEnd] = useState<BatchEnd | null>(null);
  const { priceList } = usePriceList();
  const price = priceList?.prices.find((each) => each.kind === kind);
  const wish: BatchWish = kind === 'BACKGROUND' ? { kind, background } : { kind, ratio };
  const fit = fitFor(wish, pictures);
  const count = price ? affordable(fit.length, price.credits, project.balance) : 0;
  const isReady = kind === 'EXPAND' || background.trim() !== '';
  const submit = async () => {
    if (!price) return; // nothing is performed at a price that nobody has seen
    const became = await perform(wish, fit.slice(0, count), price.credits);
    if (!became) return;
    if (became.refusals.length > 0 || became.unknown > 0) return setEnd(became);
    toastDone(say('selection.beingMade', { count: became.performed, credits: formatCredits(became.credits) }));
    onClose();
    onDone();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={say('selection.title', { action: price?.title ?? '', count: pictures.length })}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <Stack gap="md">
          <BatchField wish={wish} onBackground={setBackground} onRatio={setRatio} />
          {price && (
            <BatchPrice
              count={count}
              fit={fit.length}
              wanted={pictures.length}
              credits={price.credits}
              balance={project.balance}
            />
          )}
          {failure && <Problem sentence={failure} />}
          {end && <Problem sentence={endSentence(end)} tone="refusal" />}
          <DialogButtons
            submitLabel={say('selection.perform', { count, credits: formatCredits(count * (price?.credits ?? 0)) })}
            isSending={isSending}
            isDisabled={!price || count === 0 || !isReady}
            cancelLabel={say(end ? 'selection.close' : 'look.cancel')}
            onCancel={onClose}
          />
        </Stack>
      </form>
    </Modal>
  );
}

interface BatchFieldProps {
  readonly wish: BatchWish;
  readonly onBackground: (background: string) => void;
  readonly onRatio: (ratio: string) => void;
}

function BatchField({ wish, onBackground, onRatio }: BatchFieldProps) {
  if (wish.kind === 'EXPAND') {
    return (
      <SegmentedControl
        aria-label={say('selection.aspectRatio')}
        value={wish.ratio}
        onChange={onRatio}
        data={RATIOS}
        fullWidth
      />
    );
  }
  return (
    <LimitedTextarea
      label={say('selection.background')}
      description={say('selection.aboutBackground')}
      value={wish.background}
      onChange={(event) => onBackground(event.currentTarget.value)}
      max={DETAIL_MAX}
      autosize
      minRows={2}
      data-autofocus
    />
  );
}

interface BatchPriceProps {
  /** How many are paid for, can be made, and were selected. */
  readonly count: number;
  readonly fit: number;
  readonly wanted: number;
  /** Of one. */
  readonly credits: number;
  readonly balance: number;
}

function BatchPrice({ count, fit, wanted, credits, balance }: BatchPriceProps) {
  return (
    <div className={classes.price} role="status">
      <span className={classes.sum}>
        {say('selection.sum', {
          count,
          credits,
          sum: formatCredits(count * credits),
          left: balance - count * credits,
        })}
      </span>
      {fit < wanted && <span>{say('selection.unfit', { count: wanted - fit })}</span>}
      {count < fit && (
        <span className={classes.short}>
          {say('selection.short', { fit, credits: formatCredits(fit * credits), balance, count })}
        </span>
      )}
    </div>
  );
}

function endSentence({ performed, credits, refusals, unknown }: BatchEnd) {
  const reasons = refusals.map(({ title, detail }) => `${title} ${detail}`);
  const open = unknown > 0 ? [say('selection.unknown', { count: unknown })] : [];
  return {
    title: say('selection.beingMade', { count: performed, credits: formatCredits(credits) }),
    detail: say('selection.notOthers', { reasons: [...reasons, ...open].join(' ') }),
  };
}

import type { ProjectId } from '../ledger/kernel/ids.ts';
import { type BalanceChange, changeOf, snapshotOf } from './balance-change.ts';
import type { Hub, HubSource } from './hub.ts';
import type { Mailbox } from './mailbox.ts';

/** A stream that ends at once when its reader leaves, also while it waits for the next message. */
export type Watch<Message> = AsyncIterableIterator<Message, void, void>;

/** The reader was too slow for the stream to be kept whole. It may subscribe again. */
export class FellBehindError extends Error {
  override readonly name = 'FellBehindError';
}

/**
 * The balance of a project, live: the present one first, or every line after `afterSequence`; then every line as it
 * commits. From message to message of one stream the sequence rises by one. A reader that is too slow is not sent less:
 * it reads the lines that it missed from the ledger, at its own pace.
 */
export function watchBalance(
  { hub, source }: { hub: Pick<Hub<never>, 'watchBalance'>; source: HubSource },
  { projectId, afterSequence }: { projectId: ProjectId; afterSequence: number | null },
): Watch<BalanceChange> {
  const { feed, mailbox, stop } = hub.watchBalance(projectId);
  async function* changes(): AsyncGenerator<BalanceChange, void, void> {
    const project = await source.project(projectId);
    if (!project) return;
    feed.seen(project);
    let position = afterSequence ?? project.sequence;
    let threshold = project.lowBalanceThreshold;
    if (afterSequence === null) yield snapshotOf(project);
    async function* missing(): AsyncGenerator<BalanceChange, void, void> {
      for (let page = await source.entriesAfter(projectId, position); page.length > 0;) {
        for (const entry of page) {
          position = entry.sequence;
          yield changeOf(entry, threshold);
        }
        page = await source.entriesAfter(projectId, position);
      }
    }
    if (position < project.sequence) yield* missing();
    for (let mail = await mailbox.take(); mail !== null; mail = await mailbox.take()) {
      if (mail.dropped) {
        threshold = (await source.project(projectId))?.lowBalanceThreshold ?? null;
        yield* missing();
      }
      for (const change of mail.messages) {
        if (change.sequence <= position) continue;
        if (change.sequence > position + 1) yield* missing();
        if (change.sequence !== position + 1) continue; // it was among the missing ones
        position = change.sequence;
        yield change;
      }
    }
  }
  return endingWith(changes(), stop);
}

/** Every change of the project's actions from now on. Throws FellBehindError at a reader that is too slow. */
export function watchActions<Action extends { readonly projectId: ProjectId }>(
  hub: Hub<Action>,
  projectId: ProjectId,
): Watch<Action> {
  const { mailbox, stop } = hub.watchActions(projectId);
  return endingWith(messagesOf(mailbox), stop);
}

async function* messagesOf<Message>(mailbox: Mailbox<Message>): AsyncGenerator<Message, void, void> {
  for (let mail = await mailbox.take(); mail !== null; mail = await mailbox.take()) {
    if (mail.dropped) throw new FellBehindError('this subscription was read too slowly; subscribe again');
    yield* mail.messages;
  }
}

/** A generator that waits cannot be ended from outside; closing what it waits for ends it. */
function endingWith<Message>(messages: AsyncGenerator<Message, void, void>, stop: () => void): Watch<Message> {
  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    async next() {
      try {
        const result = await messages.next();
        if (result.done) stop();
        return result;
      } catch (error) {
        stop();
        throw error;
      }
    },
    async return() {
      stop();
      return messages.return();
    },
    async throw(error: unknown) {
      stop();
      return messages.throw(error);
    },
  };
}

import type { LedgerEntry } from '../kernel/entry.ts';
import type { Posting, Refusal } from '../kernel/posting.ts';
import type { Project } from '../project.ts';
import type { Attachment } from './attachment.ts';

/** A posting with what is to be committed beside it. */
export interface Submission {
  readonly posting: Posting;
  readonly attachment: Attachment | null;
  /**
   * The same symbol for neighbours of which all are accepted or none: postings of one project with a key each. Absent: it
   * stands alone.
   */
  readonly group?: symbol;
}

/** What became of a posting. */
export type Outcome =
  /** Written now. `entry` is the posting's own line: null where it wrote none. `received`: the other side of a transfer. */
  | {
      readonly status: 'accepted';
      readonly entry: LedgerEntry | null;
      readonly project: Project;
      readonly received: { readonly entry: LedgerEntry; readonly project: Project } | null;
    }
  /** Written earlier under the same key and input: the first answer's line. Nothing was written now. */
  | { readonly status: 'replayed'; readonly entry: LedgerEntry }
  /** The domain says no. Nothing was written. */
  | { readonly status: 'refused'; readonly refusal: Refusal };

/** What a commit did to one project, for those who watch it. */
export interface ProjectCommit {
  readonly project: Project;
  /** The new lines in order; none where they were written by a commit whose answer was lost. */
  readonly entries: readonly LedgerEntry[];
}

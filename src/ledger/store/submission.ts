import type { LedgerEntry } from '../kernel/entry.ts';
import type { Posting, Refusal } from '../kernel/posting.ts';
import type { Project } from '../project.ts';
import type { Attachment } from './attachment.ts';

/** A posting and its attachment. */
export interface Submission {
  readonly posting: Posting;
  readonly attachment: Attachment | null;
  /**
   * Identifies adjacent submissions that are accepted all or nothing: postings of one project with a key each. Absent for a
   * single posting.
   */
  readonly group?: symbol;
  /** The span in which it was posted; see `Tracing`. */
  readonly traceparent?: string | null;
}

/** The outcome of a posting. */
export type Outcome =
  /** Written now. `entry` is the posting's own entry, null where it wrote none. `received`: the other side of a transfer. */
  | {
      readonly status: 'accepted';
      readonly entry: LedgerEntry | null;
      readonly project: Project;
      readonly received: { readonly entry: LedgerEntry; readonly project: Project } | null;
    }
  /** Written earlier under the same key and input. Nothing was written now. */
  | { readonly status: 'replayed'; readonly entry: LedgerEntry }
  /** Refused by a rule of the domain. Nothing was written. */
  | { readonly status: 'refused'; readonly refusal: Refusal };

/** The effect of a commit on one project, for its watchers. */
export interface ProjectCommit {
  readonly project: Project;
  /** The new entries in order; empty if a commit whose answer was lost wrote them. */
  readonly entries: readonly LedgerEntry[];
}

import type { ActionCatalog } from '../actions/action-catalog.ts';
import type { ActionCanceler } from '../actions/action-canceler.ts';
import type { ActionPerformer } from '../actions/action-performer.ts';
import type { QueuePositions } from '../actions/queue-positions.ts';
import type { PriceLists } from '../actions/price-lists.ts';
import type { Action } from '../actions/action.ts';
import type { AccessTokens } from '../access/access-tokens.ts';
import type { ApiKeys } from '../access/api-keys.ts';
import type { Answers } from '../answers/answers.ts';
import type { Authenticator } from '../access/authenticator.ts';
import type { Sessions } from '../access/sessions.ts';
import type { AuditEntry, AuditPage } from '../audit/audit.ts';
import type { TransactionDownloads } from '../export/transaction-downloads.ts';
import type { CreditGranter } from '../grants/credit-granter.ts';
import type { NewId, ProjectId } from '../ids.ts';
import type { ImageCatalog } from '../images/image-catalog.ts';
import type { ImageUploads } from '../images/image-uploads.ts';
import type { StoredImage } from '../images/image.ts';
import type { Instant } from '../instant.ts';
import type { LedgerHistory } from '../ledger/ledger-history.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { BalanceChange } from '../live/balance-change.ts';
import type { Watch } from '../live/watch.ts';
import type { Projects } from '../projects/projects.ts';
import type { ReadShares } from './execution/read-shares.ts';

/** Everything that a resolver may ask. */
export interface Services {
  readonly clock: () => Instant;
  readonly newId: NewId;
  readonly authenticator: Authenticator;
  readonly sessions: Sessions;
  readonly apiKeys: ApiKeys;
  readonly accessTokens: AccessTokens;
  readonly auditPage: (page: AuditPage) => Promise<AuditEntry[]>;
  readonly answers: Answers;
  readonly readShares: ReadShares;
  readonly projects: Projects;
  readonly ledger: Ledger;
  readonly granter: CreditGranter;
  readonly history: LedgerHistory;
  readonly transactionDownloads: TransactionDownloads;
  readonly priceLists: PriceLists;
  readonly actions: ActionCatalog;
  readonly queuePositions: QueuePositions;
  readonly performer: ActionPerformer;
  readonly canceler: ActionCanceler;
  readonly images: ImageCatalog;
  readonly uploads: ImageUploads;
  /** Signed and time-limited; null asks for the picture in its own size. */
  readonly pictureUrl: (image: StoredImage, width: number | null) => string;
  readonly watchBalance: (projectId: ProjectId, afterSequence: number | null) => Watch<BalanceChange>;
  readonly watchActions: (projectId: ProjectId) => Watch<Action>;
}

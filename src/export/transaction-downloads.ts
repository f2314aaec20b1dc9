import type { ProjectId } from '../ids.ts';
import type { LedgerHistory } from '../ledger/ledger-history.ts';
import type { ReplicationTarget } from '../ledger/replica-reads.ts';
import type { Signer } from '../signing/signer.ts';
import { readWholeNumber } from '../signing/whole-number.ts';
import { transactionsCsv, type TransactionsRequest, type WriteIds } from './transactions-csv.ts';

const VALID_MS = 5 * 60 * 1000; // 5 minutes

/** The URL of a file, and when it expires. */
export interface Download {
  readonly url: string;
  readonly expiresAt: number;
}

export interface TransactionsFile {
  readonly status: 'file';
  /** Contains no characters that a file system may refuse. */
  readonly fileName: string;
  readonly text: AsyncIterable<string>;
}

export interface DownloadRefused {
  readonly status: 'refused';
  readonly code: 'BAD_SIGNATURE' | 'EXPIRED';
  readonly message: string;
}

export interface TransactionDownloadsOptions {
  readonly signer: Signer;
  /** The public URL of the server, without a trailing slash. */
  readonly publicUrl: () => string;
  readonly clock: () => number;
  readonly historyAsOf: (project: ReplicationTarget) => Pick<LedgerHistory, 'entryPage'>;
  readonly projectName: (id: ProjectId) => Promise<string | null>;
  readonly writeIds: WriteIds;
}

/**
 * Downloads of transactions, at `<public URL>/downloads/transactions?wish=…&until=…&signature=…`. The signed URL is the only
 * credential. A download that has started before the URL expires may take any time.
 */
export class TransactionDownloads {
  readonly #dependencies: TransactionDownloadsOptions;

  constructor(options: TransactionDownloadsOptions) {
    this.#dependencies = options;
  }

  /** The caller must have authorized the request. */
  offer(request: TransactionsRequest): Download {
    const { signer, publicUrl, clock } = this.#dependencies;
    const text = Buffer.from(JSON.stringify(request)).toString('base64url');
    const until = clock() + VALID_MS;
    const signature = signer.sign(['transactions', text, until]);
    return {
      url: `${publicUrl()}/downloads/transactions?wish=${text}&until=${until}&signature=${signature}`,
      expiresAt: until,
    };
  }

  async open(query: URLSearchParams): Promise<TransactionsFile | DownloadRefused> {
    const { signer, clock, historyAsOf, projectName, writeIds } = this.#dependencies;
    const text = query.get('wish') ?? '';
    const until = readWholeNumber(query.get('until'));
    if (until === null || !signer.isSigned(['transactions', text, until], query.get('signature') ?? '')) {
      const message = 'The signature does not match the URL. Use the url of transactionsCsv unchanged.';
      return { status: 'refused', code: 'BAD_SIGNATURE', message };
    }
    if (clock() >= until) {
      const message = 'The URL has expired: it is good for 5 minutes. Ask for transactionsCsv again.';
      return { status: 'refused', code: 'EXPIRED', message };
    }
    const request: TransactionsRequest = JSON.parse(Buffer.from(text, 'base64url').toString()); // its signature is valid, so this server wrote it
    const day = new Date(until - VALID_MS).toISOString().slice(0, 10);
    const name = (await projectName(request.projectId)) ?? 'project';
    return {
      status: 'file',
      fileName: `${inFileName(name)} transactions ${day}.csv`,
      text: transactionsCsv(historyAsOf({ id: request.projectId, sequence: request.through }), request, writeIds),
    };
  }
}

/** Keeps combining marks and joiners: Hindi, for example, is unreadable without them. */
function inFileName(name: string): string {
  return name
    .normalize('NFC')
    .replaceAll(/[^\p{L}\p{M}\p{N}\p{Join_Control} ._-]+/gu, '-')
    .trim();
}

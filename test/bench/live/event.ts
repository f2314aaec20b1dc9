import type { Publication } from './live-server.ts';

/** What the baselines tell of a charge, as long as what Darkroom tells. */
export interface BalanceEvent {
  readonly projectId: string;
  readonly balance: number;
  readonly sequence: number;
  readonly lowBalance: boolean;
  readonly transaction: {
    readonly id: string;
    readonly kind: string;
    readonly amount: number;
    readonly balanceAfter: number;
  };
}

export const projectIdOf = (project: number): string => `prj_${String(project).padStart(26, '0')}`;

/** The events of a publication, in order, each project's sequence rising by one. */
export class EventSource {
  readonly #sequences = new Map<number, number>();

  next({ from, projects, lines }: Publication): { readonly project: number; readonly event: BalanceEvent }[] {
    return Array.from({ length: projects }, (_, index) => from + index).flatMap((project) =>
      Array.from({ length: lines }, () => ({ project, event: this.#eventOf(project) })),
    );
  }

  #eventOf(project: number): BalanceEvent {
    const sequence = (this.#sequences.get(project) ?? 1) + 1;
    this.#sequences.set(project, sequence);
    const balance = 2_000_000_000 - 5 * sequence;
    const id = `txn_${String(project).padStart(26, '0')}_${sequence}`;
    const transaction = { id, kind: 'CHARGE', amount: -5, balanceAfter: balance };
    return { projectId: projectIdOf(project), balance, sequence, lowBalance: false, transaction };
  }
}

import { ConnectionLostError } from '../../src/database/failure.ts';
import { PipelineConnection } from '../../src/database/pipeline-connection.ts';

/** Is lost behind the statement of that number, the commit included, counted from the first one that it is given. */
export class CutConnection extends PipelineConnection {
  statements = 0;
  readonly #cutBehind: number;

  constructor(url: string, cutBehind: number) {
    super(url);
    this.#cutBehind = cutBehind;
  }

  override async run(statements: Parameters<PipelineConnection['run']>[0]) {
    const left = this.#cutBehind - this.statements;
    this.statements += statements.length;
    if (left > statements.length) return super.run(statements);
    if (left > 0) await super.run(statements.slice(0, left));
    await this.reset();
    throw new ConnectionLostError('the connection was cut');
  }
}

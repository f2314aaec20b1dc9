import path from 'node:path';
import { Command, CommanderError } from 'commander';
import type { ProjectId } from '../ids.ts';
import { InvalidInputError } from '../input/invalid-input.ts';
import { programVersion } from '../program-version.ts';
import { StartError } from '../start-error.ts';
import { idOf, integerArgument } from './argument-parsers.ts';
import { backUp, restore } from './back-up.ts';
import { checkLedger } from './check-ledger.ts';
import { CommandRunner, type RunnerOptions } from './command-runner.ts';
import { examine } from './doctor/examine.ts';
import { addKeyCommands } from './key-commands.ts';
import { compareHeads, exportHeads } from './ledger-heads.ts';
import { migrateDatabase } from './migrate-database.ts';
import { movePictures } from './move-pictures.ts';
import { reconcilePurchases } from './reconcile-purchases.ts';
import { runProcess } from './run-process.ts';
import { testEngines } from './test-engines.ts';

const EXIT_CODES = `
Exit codes: 0 done, 1 a problem was found or the command failed, 2 the command line is wrong.
Settings are environment variables; see docs/operations/configuration.md.`;

/**
 * Runs a command line, and returns its exit code: 0; 1 if it found a problem; 2 if the command line is wrong. Throws
 * StartError if the command failed for a reason that the operator can mend. `start` and `worker` return when they run.
 */
export async function runCommand(args: readonly string[], options: RunnerOptions): Promise<0 | 1 | 2> {
  const runner = new CommandRunner(options);
  const program = new Command('darkroom')
    .description('The credit-metered backend of an AI image studio. Without a command it starts a server.')
    .version(programVersion())
    .exitOverride()
    .configureOutput({ writeOut: (text) => options.print(text.trimEnd()), writeErr: options.printError })
    .addHelpText('after', EXIT_CODES);
  addProcessCommands(program, runner);
  addLedgerCommands(program, runner);
  addBackupCommands(program, runner);
  addKeyCommands(program, runner);
  addOutsideCommands(program, runner);
  try {
    await program.parseAsync(args.length === 0 ? ['start'] : args, { from: 'user' });
    return runner.exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (error instanceof InvalidInputError) throw new StartError(error.message, { cause: error });
    throw error;
  }
}

function addProcessCommands(program: Command, runner: CommandRunner): void {
  const run = (role: 'server' | 'worker') => runProcess({ ...runner.options, ...runner.context, role });
  program
    .command('start')
    .description('start a server, with workers unless WORKERS is 0')
    .action(() => run('server'));
  program
    .command('worker')
    .description('start a process that only performs actions')
    .action(() => run('worker'));
  const migrate = program
    .command('migrate')
    .description('apply the missing migrations, as every start does')
    .option('--status', 'only list what is missing, with exit code 1 if anything is');
  runner.reporting(migrate, ({ status }: { readonly status?: true }) =>
    migrateDatabase(runner.context, { isStatus: status ?? false }),
  );
  const doctor = program
    .command('doctor')
    .description(
      'examine configuration, database, clock, NATS, storage, engine, Stripe and OpenID: what is wrong, what to do',
    );
  runner.reporting(doctor, () => examine(runner.options));
}

function addLedgerCommands(program: Command, runner: CommandRunner): void {
  const check = program
    .command('check')
    .description('recompute the ledger from its transactions and compare, while servers run or not')
    .option('--project <prj_…>', 'only this project', idOf('prj'));
  runner.reporting(check, ({ project }: { readonly project?: ProjectId }) =>
    checkLedger(runner.context, { projectId: project ?? null }),
  );
  const heads = program
    .command('heads')
    .description('signed heads of the hash chains, which reveal a truncated or changed history');
  const exporting = heads.command('export').description('print the newest head of each project, one line of JSON each');
  runner.reporting(exporting, () => exportHeads(runner.context));
  const compare = heads
    .command('compare')
    .argument('<file>', 'exported heads')
    .option('--key <file>', 'the public key; by default that of LEDGER_SIGNING_KEY_FILE')
    .description('verify that the ledger still contains the exported heads');
  runner.reporting(compare, (file: string, { key }: { readonly key?: string }) =>
    compareHeads(runner.context, { file, keyFile: key ?? null }),
  );
}

function addBackupCommands(program: Command, runner: CommandRunner): void {
  const taking = program
    .command('backup')
    .argument('<folder>', 'a new folder')
    .description('copy database and pictures, as of one instant, while servers run or not');
  runner.reporting(taking, (folder: string) => backUp(runner.context, path.resolve(folder)));
  const restoring = program
    .command('restore')
    .argument('<folder>', 'a backup')
    .description('restore a backup into an empty database and its pictures');
  runner.reporting(restoring, (folder: string) => restore(runner.context, path.resolve(folder)));
}

const DAYS_MAX = 365;

function addOutsideCommands(program: Command, runner: CommandRunner): void {
  const purchases = program.command('purchases').description('purchases through Stripe');
  const reconcile = purchases
    .command('reconcile')
    .argument('[days]', `how far to look back, 1 to ${DAYS_MAX}`, integerArgument(1, DAYS_MAX), 7)
    .description('compare the payments at Stripe with the ledger, and list what differs');
  runner.reporting(reconcile, (days: number) => reconcilePurchases(runner.context, { days }));
  const storage = program.command('storage').description('the storage of pictures');
  const move = storage
    .command('move')
    .description('copy the pictures of STORAGE_PREVIOUS to STORAGE, while servers run or not');
  runner.reporting(move, () => movePictures(runner.context));
  const engines = program.command('engines').description('the engines that make pictures');
  engines
    .command('test')
    .argument('[folder]', 'where to put the pictures', path.join(runner.options.checkout, '.state/engine-test'))
    .description('make one picture of each action with the configured engines, and print its time and cost')
    .action(async (folder: string) => {
      const { print } = runner.options;
      const isGood = await testEngines(runner.context, { folder: path.resolve(folder), print });
      runner.exitCode = isGood ? 0 : 1;
    });
}

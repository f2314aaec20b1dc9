import { type Command, Option } from 'commander';
import type { CreditCap } from '../access/api-key.ts';
import { type Role, ROLES } from '../access/viewer.ts';
import type { ApiKeyId, ProjectId, WorkspaceId } from '../ids.ts';
import type { CapPeriod, Instant } from '../instant.ts';
import { each, idOf, instant, integerArgument } from './argument-parsers.ts';
import type { CommandRunner } from './command-runner.ts';
import { createKey, listKeys, revokeKey } from './manage-keys.ts';

const CREDITS_MAX = 1_000_000_000;

interface InWorkspace {
  readonly workspace?: WorkspaceId;
}

interface CreateOptions extends InWorkspace {
  readonly role: Role;
  readonly project: readonly ProjectId[];
  readonly expires?: Instant;
  readonly cap?: number;
  readonly per: CapPeriod;
}

const inWorkspace = () =>
  new Option('--workspace <wsp_…>', 'the workspace, where there are several').argParser(idOf('wsp'));

/** `keys create|list|revoke`. */
export function addKeyCommands(program: Command, runner: CommandRunner): void {
  const keys = program.command('keys').description('create, list and revoke API keys');
  const create = keys
    .command('create <name>')
    .description('create a key and print its secret, which is shown only once')
    .addOption(new Option('--role <role>', 'what the key may do').choices([...ROLES]).makeOptionMandatory())
    .option('--project <prj_…>', 'restrict the key to this project; may be given several times', each(idOf('prj')), [])
    .option('--expires <time>', 'when the key ends, such as 2027-01-31', instant)
    .option('--cap <credits>', 'what may be charged through the key in each period', integerArgument(1, CREDITS_MAX))
    .addOption(new Option('--per <period>', 'the period of --cap').choices(['DAY', 'MONTH']).default('DAY'))
    .addOption(inWorkspace());
  runner.reporting(create, (name: string, { role, project, expires, cap, per, workspace }: CreateOptions) => {
    const creditCap: CreditCap | null = cap === undefined ? null : { credits: cap, per };
    const request = { name, role, projectIds: project, creditCap, expiresAt: expires ?? null };
    return createKey(runner.context, { ...request, workspaceId: workspace ?? null });
  });

  const list = keys
    .command('list')
    .description('list the keys, newest first')
    .option('--revoked', 'list revoked keys too')
    .addOption(inWorkspace());
  runner.reporting(list, ({ revoked, workspace }: InWorkspace & { readonly revoked?: true }) =>
    listKeys(runner.context, { includeRevoked: revoked ?? false, workspaceId: workspace ?? null }),
  );

  const revoke = keys
    .command('revoke')
    .argument('<key_…>', 'the id of the key', idOf('key'))
    .description('revoke a key and its tokens, in every process within a second')
    .addOption(inWorkspace());
  runner.reporting(revoke, (keyId: ApiKeyId, { workspace }: InWorkspace) =>
    revokeKey(runner.context, { keyId, workspaceId: workspace ?? null }),
  );
}

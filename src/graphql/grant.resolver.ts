import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { z } from 'zod';
import { auditWriter, madeWith } from '../audit/audit.ts';
import { requestHash } from '../actions/request-hash.ts';
import type { AuditId, GrantId } from '../ids.ts';
import { checkInput } from '../input/invalid-input.ts';
import { optionalText, text, wholeNumber } from '../input/rules.ts';
import { attach } from '../ledger/store/attachment.ts';
import { type Context, viewerOf } from './context.ts';
import { GrantCreditsInput, GrantCreditsResult } from './grant.types.ts';
import { readTypeId } from './ids/type-id.ts';
import { refusalResult } from './refusals.ts';
import { inProject, Needs } from './rules.ts';

const rules = z.object({
  idempotencyKey: text(255),
  credits: wholeNumber(1, 1_000_000_000, 'credits'),
  priority: wholeNumber(0, 100, 'the order of drawing')
    .nullish()
    .transform((priority) => priority ?? 50),
  note: optionalText(1_000),
});

@Resolver()
export class GrantResolver {
  @Needs('ADMIN', inProject('input.projectId'))
  @Mutation(() => GrantCreditsResult, { description: 'Brings credits into a project.' })
  async grantCredits(
    @Arg('input', () => GrantCreditsInput, { description: 'The credits.' }) input: GrantCreditsInput,
    @Ctx() context: Context,
  ): Promise<object> {
    const { workspaceId, name: actor } = viewerOf(context);
    const { services, loaders } = context;
    const projectId = readTypeId('prj', input.projectId, 'projectId');
    const { idempotencyKey, ...checked } = checkInput(rules, input);
    const source = input.source ?? 'MANUAL';
    const expiresAt = input.expiresAt ?? null;
    const asked = { ...checked, projectId, source, expiresAt };
    const grantId = services.newId<GrantId>();
    const key = { value: idempotencyKey, requestHash: requestHash({ kind: 'grant', ...asked }) };
    const outcome = await services.ledger.post(
      { type: 'grant', ...asked, workspaceId, grantId, actor, key },
      attach(auditWriter, {
        id: services.newId<AuditId>(),
        workspaceId,
        actor,
        act: 'CREDITS_GRANTED',
        projectId,
        subjectId: grantId,
        changes: madeWith({
          ...checked,
          source,
          expiresAt: expiresAt === null ? null : new Date(expiresAt).toISOString(),
        }),
        createdAt: services.clock(),
      }),
    );
    if (outcome.status === 'refused') return refusalResult(outcome.refusal);
    const { entry } = outcome;
    if (!entry?.grantId) throw new Error('a grant was accepted without its line');
    const project = outcome.status === 'accepted' ? outcome.project : await loaders.project.load(projectId);
    loaders.know({ project, action: null, entry });
    const grant = await loaders.grant.load(entry.grantId);
    return {
      __typename: 'GrantedCredits',
      grant,
      transaction: entry,
      project,
      replayed: outcome.status === 'replayed',
    };
  }
}

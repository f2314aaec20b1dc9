import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { PresetId } from '../ids.ts';
import { NotFoundError } from '../input/invalid-input.ts';
import type { Preset } from '../presets/presets.ts';
import { type Connection, connectionOf, PageArgs, readPage } from './connection.ts';
import { type Context, viewerOf } from './context.ts';
import { readTypeId, typeId } from './ids/type-id.ts';
import { PresetConnection, PresetInput, PresetType } from './preset.types.ts';
import { EVERY_PROJECT, Needs, OWN_SCOPE } from './rules.ts';

const WORDS = { description: 'The name and the words of the preset.' };

@Resolver(() => PresetType)
export class PresetResolver {
  @Needs('VIEWER', OWN_SCOPE)
  @Query(() => PresetConnection, { description: 'The presets of the workspace, newest first; at most 500.' })
  async presets(@Args(() => PageArgs) asked: PageArgs, @Ctx() context: Context): Promise<Connection<Preset>> {
    const { workspaceId } = viewerOf(context);
    const list = { name: 'presets', ownerId: workspaceId } as const;
    const range = readPage(list, asked, (position) => position as PresetId); // positions in this list are ids of presets
    const found = await context.read(() => context.services.presets.page({ workspaceId, ...range }));
    return connectionOf(list, { range, found, positionOf: (preset) => preset.id });
  }

  @Needs('EDITOR', EVERY_PROJECT)
  @Mutation(() => PresetType, { description: 'Creates a preset, which everyone in the workspace can use.' })
  createPreset(@Arg('input', () => PresetInput, WORDS) input: PresetInput, @Ctx() context: Context): Promise<Preset> {
    return context.services.presets.create(viewerOf(context).workspaceId, input);
  }

  @Needs('EDITOR', EVERY_PROJECT)
  @Mutation(() => PresetType, {
    description: 'Replaces the name and all words of a preset. Actions that were performed with it stay as they are.',
  })
  async updatePreset(
    @Arg('id', () => ID, { description: 'pst_…' }) id: string,
    @Arg('input', () => PresetInput, WORDS) input: PresetInput,
    @Ctx() context: Context,
  ): Promise<Preset> {
    const { presets } = context.services;
    const preset = await presets.update(viewerOf(context).workspaceId, readTypeId('pst', id, 'id'), input);
    if (!preset) throw new NotFoundError('id', 'preset');
    return preset;
  }

  @Needs('EDITOR', EVERY_PROJECT)
  @Mutation(() => ID, {
    description: 'Deletes a preset. Actions that were performed with it stay as they are. Returns its id.',
  })
  async deletePreset(
    @Arg('id', () => ID, { description: 'pst_…' }) id: string,
    @Ctx() context: Context,
  ): Promise<string> {
    const { presets } = context.services;
    const isDeleted = await presets.delete(viewerOf(context).workspaceId, readTypeId('pst', id, 'id'));
    if (!isDeleted) throw new NotFoundError('id', 'preset');
    return id;
  }

  @FieldResolver(() => ID)
  id(@Root() preset: Preset): string {
    return typeId('pst', preset.id);
  }
}

/** The preset, where it is of the viewer's workspace. */
export function visiblePreset(context: Context, id: PresetId): Promise<Preset | null> {
  return context.read(() => context.services.presets.find(viewerOf(context).workspaceId, id));
}

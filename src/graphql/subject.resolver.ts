import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { EngineRejectedError } from '../engines/engine.ts';
import { type Context } from './context.ts';
import { readTypeId } from './ids/type-id.ts';
import { Needs, ofImage } from './rules.ts';
import { FindSubjectInput, FindSubjectResult } from './subject.types.ts';

const NOTHING_FOUND = 'The subject could not be told from its background. Paint what to keep.';

@Resolver()
export class SubjectResolver {
  @Needs('EDITOR', ofImage('input.imageId'))
  @Mutation(() => FindSubjectResult, {
    description:
      'Finds the subject of a picture, which Background would keep. Show its mask, let people correct it, and pass it ' +
      'as maskImageId. Costs no credits. One credential may find LIMIT_SUBJECTS_PER_MINUTE subjects a minute.',
  })
  async findSubject(
    @Arg('input', () => FindSubjectInput, { description: 'The picture.' }) input: FindSubjectInput,
    @Ctx() context: Context,
  ): Promise<FindSubjectResult> {
    const { hintImageId } = input;
    const imageId = readTypeId('img', input.imageId, 'imageId');
    const hint =
      hintImageId === null || hintImageId === undefined ? null : readTypeId('img', hintImageId, 'hintImageId');
    context.countSubject();
    try {
      const outcome = await context.services.subjects.find(imageId, hint);
      switch (outcome.status) {
        case 'found':
          return { ...outcome, __typename: 'FoundSubject' };
        case 'image-not-ready':
          return { __typename: 'ImageNotReadyError', message: outcome.message };
        case 'no-subject':
          return { __typename: 'NoSubjectError', message: NOTHING_FOUND };
      }
    } catch (error) {
      if (error instanceof EngineRejectedError) return { __typename: 'NoSubjectError', message: error.message };
      throw error;
    }
  }
}

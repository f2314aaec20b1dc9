import { useApolloClient } from '@apollo/client/react';
import { useSend } from '../../api/use-send.ts';
import { refusalSentence } from '../../errors/refusal.ts';
import { graphql } from '../../generated/gql.ts';
import type { ImportCreditsMutation } from '../../generated/graphql.ts';
import { say } from '../../language/say.ts';
import type { GrantRow } from './read-grants.ts';

const IMPORT_CREDITS = graphql(`
  mutation ImportCredits($input: GrantCreditsToManyInput!) {
    grantCreditsToMany(input: $input) {
      results {
        __typename
        ... on GrantedCredits {
          replayed
          project {
            ...ProjectBalance
          }
        }
        ... on GrantOutcomeUnknown {
          idempotencyKey
        }
        ...Refusal
      }
    }
  }
`);

type Result = ImportCreditsMutation['grantCreditsToMany']['results'][number];

export interface Imported {
  readonly granted: number;
  /** By an earlier import of the same file. */
  readonly before: number;
  readonly failed: readonly { readonly row: number; readonly why: string }[];
}

/**
 * Makes the grants of a file. The keys are made from the file's text and the row, so that the same file grants once, however often
 * it is imported.
 */
export function useImport() {
  const client = useApolloClient();
  const { send, isSending, error } = useSend(IMPORT_CREDITS);
  const importRows = async (text: string, rows: readonly GrantRow[]): Promise<Imported | null> => {
    const file = await fingerprint(text);
    const made = rows.flatMap(({ row, grant }) => (grant ? [{ row, grant }] : []));
    const grants = made.map(({ row, grant: { project, ...fields } }) => {
      return { projectId: project.id, ...fields, idempotencyKey: `import ${file} row ${row}` };
    });
    const results = (await send({ input: { grants } }))?.grantCreditsToMany.results;
    if (!results) return null;
    await client.refetchQueries({ include: 'active' });
    const granted = results.filter((result) => result.__typename === 'GrantedCredits');
    return {
      granted: granted.filter(({ replayed }) => !replayed).length,
      before: granted.filter(({ replayed }) => replayed).length,
      failed: results.flatMap((result, place) => {
        const why = failureOf(result);
        return why === null ? [] : [{ row: made[place]?.row ?? 0, why }];
      }),
    };
  };
  return { importRows, isSending, error };
}

function failureOf(result: Result): string | null {
  if (result.__typename === 'GrantedCredits') return null;
  if (result.__typename === 'GrantOutcomeUnknown') return say('imports.unknown');
  const { title, detail } = refusalSentence(result);
  return `${title} ${detail}`;
}

/** The SHA-256 of a text, as hex. */
async function fingerprint(text: string): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

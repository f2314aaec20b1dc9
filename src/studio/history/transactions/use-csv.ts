import { useApolloClient } from '@apollo/client/react';
import { useState } from 'react';
import { graphql } from '../../generated/gql.ts';
import type { CreditTransactionFilter } from '../../generated/graphql.ts';

const CSV = graphql(`
  query Csv($projectId: ID!, $filter: CreditTransactionFilter!) {
    project(id: $projectId) {
      id
      transactionsCsv(filter: $filter) {
        url
      }
    }
  }
`);

export interface CsvDownload {
  readonly download: () => Promise<void>;
  readonly isAsking: boolean;
  /** Of the last attempt; null where the download has begun. */
  readonly error: unknown;
}

/** Has the browser fetch the lines that are wanted as a file. Each time a new address is asked for: they end soon. */
export function useCsv(projectId: string, filter: CreditTransactionFilter): CsvDownload {
  const client = useApolloClient();
  const [state, setState] = useState<{ isAsking: boolean; error: unknown }>({ isAsking: false, error: null });
  const download = async () => {
    setState({ isAsking: true, error: null });
    try {
      const variables = { projectId, filter };
      const { data } = await client.query({ query: CSV, variables, fetchPolicy: 'no-cache' });
      const url = data?.project?.transactionsCsv.url;
      if (url !== undefined) location.assign(url); // it is sent as an attachment: the page stays
      setState({ isAsking: false, error: null });
    } catch (error) {
      setState({ isAsking: false, error });
    }
  };
  return { ...state, download };
}

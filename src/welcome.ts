import path from 'node:path';
import { FIRST_KEY_FILE } from './first-start.ts';
import { typeId } from './graphql/ids/type-id.ts';
import type { ProjectId } from './ids.ts';

export interface Welcome {
  /** The URL of the server. */
  readonly url: string;
  readonly secret: string;
  /** Null if there is no project yet. */
  readonly projectId: ProjectId | null;
  readonly dataFolder: string;
}

/** The message of the first start: the URLs, and a command to try the API. */
export function welcome({ url, secret, projectId, dataFolder }: Welcome): string {
  const lines = [
    '',
    `Darkroom listens on ${url}`,
    '',
    `  Open the page  ${url}/#key=${secret}`,
    `  Try the API    ${url}/graphiql#key=${secret}`,
    `  The key        is kept in ${path.join(dataFolder, FIRST_KEY_FILE)}`,
  ];
  if (projectId !== null) {
    lines.push('', '  Perform a Prompt: paste this into a terminal.', '', promptCommand(url, secret, projectId));
  }
  return [...lines, ''].join('\n');
}

/** Requires only node. Each run performs a new action. */
function promptCommand(url: string, secret: string, projectId: ProjectId): string {
  const query =
    'mutation($key: String!) { performPrompt(input: { idempotencyKey: $key, ' +
    `projectId: "${typeId('prj', projectId)}", prompt: "A silver necklace on marble, soft light" }) ` +
    '{ __typename ... on PerformedAction { action { id status credits } transaction { amount balanceAfter } } ' +
    '... on UserError { message } } }';
  const script =
    `fetch("${url}/graphql",{method:"POST",headers:{authorization:"Bearer ${secret}","content-type":"application/json"},` +
    `body:JSON.stringify({query:\`${query}\`,variables:{key:crypto.randomUUID()}})})` +
    '.then(r=>r.json()).then(r=>console.log(JSON.stringify(r,null,2)))';
  return `node -e '${script}'`;
}

import { Client, StreamableHTTPClientTransport, type VersionNegotiationMode } from '@modelcontextprotocol/client';
import { noteSent } from '../support/log-watch.ts';

/** What a tool has answered. */
export interface Told {
  readonly isError: boolean;
  readonly text: string;
  readonly data: unknown;
}

/** An agent as one would be written, with the official client, over HTTP. */
export class Agent {
  readonly client: Client;

  private constructor(client: Client) {
    this.client = client;
  }

  static async connect(url: string, secret: string | null, mode: VersionNegotiationMode = 'legacy'): Promise<Agent> {
    const client = new Client({ name: 'agent', version: '1.0.0' }, { versionNegotiation: { mode } });
    const headers: Record<string, string> = secret === null ? {} : { authorization: `Bearer ${secret}` };
    await client.connect(new StreamableHTTPClientTransport(new URL(`${url}/mcp`), { requestInit: { headers } }));
    return new Agent(client);
  }

  async call(name: string, input: Record<string, unknown> = {}): Promise<Told> {
    noteSent(input);
    const { content, structuredContent, isError = false } = await this.client.callTool({ name, arguments: input });
    const [first] = content;
    return { isError, text: first?.type === 'text' ? first.text : '', data: structuredContent };
  }

  close(): Promise<void> {
    return this.client.close();
  }
}
